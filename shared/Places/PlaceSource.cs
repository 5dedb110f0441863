namespace OneLink.Shared.Places;

/// <summary>
/// The places of this process: read from a file at start, and again whenever the file is replaced, while requests go on
/// with what they have. No file, or one that cannot be read, leaves the places as they are, at first unknown.
/// </summary>
public sealed class PlaceSource : IDisposable
{
    /// <summary>How often the file is looked at.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly Action<string, Exception?> _log;
    private readonly ITimer? _timer;
    private volatile PlaceTable _current = PlaceTable.Empty;
    private (long Length, DateTime Written) _seen;

    /// <summary>Reads the file.</summary>
    /// <param name="path">A MaxMind DB; empty for none.</param>
    /// <param name="clock">Times the looks.</param>
    /// <param name="log">Takes what happened, for people.</param>
    public PlaceSource(string path, TimeProvider clock, Action<string, Exception?> log)
    {
        _path = path;
        _log = log;
        if (path.Length > 0)
        {
            Refresh();
            _timer = clock.CreateTimer(static state => ((PlaceSource)state!).Refresh(), this, Interval, Interval);
        }
    }

    /// <summary>The present places; use one table for one request.</summary>
    public PlaceTable Current => _current;

    public void Dispose() => _timer?.Dispose();

    /// <summary>Reads the file if it is another one than before.</summary>
    public void Refresh()
    {
        try
        {
            var file = new FileInfo(_path);
            (long, DateTime) seen = file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
            if (seen == _seen || !file.Exists)
            {
                return;
            }

            _seen = seen;
            PlaceTable table = MmdbFile.Read(File.ReadAllBytes(_path));
            _current = table;
            _log($"{table.Count} address ranges read from {_path}", null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            _log($"Countries cannot be read from {_path}; going on with those there were", e);
        }
    }
}
