using System.Globalization;
using OneLink.Shared.Clicks;

namespace OneLink.Edge.Spool.Commands;

/// <summary>Counts records and finds their first and last time.</summary>
internal sealed class FrameTally : IFrameSink
{
    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    public bool IsFull => false;

    public int Records { get; private set; }

    public int Unknown { get; private set; }

    public void Add(ReadOnlySpan<byte> payload)
    {
        Records++;
        if (ClickRecordCodec.TryDecode(payload, out ClickRecord click))
        {
            _first = Math.Min(_first, click.UnixTimeMs);
            _last = Math.Max(_last, click.UnixTimeMs);
        }
        else
        {
            Unknown++;
        }
    }

    public override string ToString()
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Records} records");
        if (_first <= _last)
        {
            text += $", {Time(_first)} to {Time(_last)}";
        }

        return Unknown == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $", {Unknown} of an unknown version");
    }

    private static string Time(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
