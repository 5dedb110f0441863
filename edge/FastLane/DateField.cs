using System.Buffers.Text;

namespace OneLink.Edge.FastLane;

/// <summary>The <c>Date</c> header (RFC 9110 §6.6.1), written once a second. One thread at a time.</summary>
internal sealed class DateField
{
    private const int ValueBytes = 29;

    private readonly byte[] _line = [.. "Date: "u8, .. new byte[ValueBytes], .. "\r\n"u8];
    private long _second = -1;

    /// <summary>The whole line at a time, with its end.</summary>
    public ReadOnlySpan<byte> LineAt(long unixTimeMs)
    {
        long second = unixTimeMs / 1000;
        if (second != _second)
        {
            _second = second;
            Utf8Formatter.TryFormat(DateTimeOffset.FromUnixTimeSeconds(second), _line.AsSpan("Date: ".Length, ValueBytes), out _, 'R');
        }

        return _line;
    }
}
