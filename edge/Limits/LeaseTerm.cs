using System.Globalization;

namespace OneLink.Edge.Limits;

/// <summary>
/// For how long this edge may still use what it was granted: from the moment before it last spoke with the admin, by the clock
/// that nobody sets, and over a restart by the machine's time. Ends a tenth early: clocks differ.
/// </summary>
internal sealed class LeaseTerm
{
    private const double UsedPart = 0.9;
    private const int WritesPerLease = 100;

    private static readonly TimeSpan WriteInterval = TimeSpan.FromMinutes(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private TimeSpan _length;
    private long _renewedAt;
    private TimeSpan _before;
    private DateTimeOffset _renewed;
    private DateTimeOffset _written;

    /// <param name="path">Where it is kept.</param>
    /// <param name="clock">Time.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public LeaseTerm(string path, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        if (!File.Exists(path) || File.ReadAllText(path).Split(' ') is not [var at, var seconds]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out long renewed)
            || !int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out int length))
        {
            return;
        }

        _length = TimeSpan.FromSeconds(length);
        _renewed = DateTimeOffset.FromUnixTimeMilliseconds(renewed);
        _renewedAt = clock.GetTimestamp();

        // A clock that was set back cannot tell how long ago it was.
        TimeSpan ago = clock.GetUtcNow() - _renewed;
        _before = ago < TimeSpan.Zero ? _length : ago;
    }

    /// <summary>Whether what was granted may no longer be used. Never, where nobody has said for how long.</summary>
    public bool IsOver
        => _length > TimeSpan.Zero
            && (_before + _clock.GetElapsedTime(_renewedAt) > _length * UsedPart || _clock.GetUtcNow() - _renewed > _length * UsedPart);

    /// <summary>Whether the admin should hear of this edge again, although it wishes nothing.</summary>
    public bool IsDue => _length > TimeSpan.Zero && _before + _clock.GetElapsedTime(_renewedAt) > _length * (1 - UsedPart);

    /// <summary>How often to look at it: what is missed is far less than a tenth.</summary>
    public TimeSpan LookInterval => _length > TimeSpan.Zero && _length / WritesPerLease < WriteInterval ? _length / WritesPerLease : WriteInterval;

    /// <param name="asked">Timestamp from before the admin was asked.</param>
    /// <param name="length">As the admin says.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Renew(long asked, TimeSpan length)
    {
        bool isLonger = length != _length;
        (_length, _renewedAt, _before) = (length, asked, TimeSpan.Zero);
        _renewed = _clock.GetUtcNow() - _clock.GetElapsedTime(asked);
        if (isLonger || (_renewed - _written).Duration() >= LookInterval)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"{_renewed.ToUnixTimeMilliseconds()} {(long)length.TotalSeconds}");
            File.WriteAllText(_path + ".new", text);
            File.Move(_path + ".new", _path, overwrite: true);
            _written = _renewed;
        }
    }

    /// <summary>Nothing is granted any more.</summary>
    public void End()
    {
        _length = TimeSpan.Zero;
        File.Delete(_path);
    }
}
