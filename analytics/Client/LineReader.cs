using System.Buffers;
using System.IO.Pipelines;

namespace OneLink.Analytics.Client;

/// <summary>Cuts a body into lines and maps each to a value, with one line in memory at a time.</summary>
internal sealed class LineReader(Stream body)
{
    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

    /// <summary>Adds the values of all lines that are there to <paramref name="rows"/>, waiting for one at least; false at the end.</summary>
    internal async ValueTask<bool> ReadAsync<T>(List<T> rows, RowMapper<T> map, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            var before = rows.Count;
            while (TryTakeLine(ref rest, read.IsCompleted, out var line))
            {
                rows.Add(Map(line, map));
            }

            _pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted || rows.Count > before)
            {
                return !read.IsCompleted;
            }
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool last, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        line = rest;
        if (!last || rest.IsEmpty)
        {
            return false;
        }

        rest = rest.Slice(rest.End);
        return true;
    }

    private static T Map<T>(ReadOnlySequence<byte> line, RowMapper<T> map)
    {
        if (line.IsSingleSegment)
        {
            var row = new ClickHouseRow(line.FirstSpan);
            return map(ref row);
        }

        var copy = ArrayPool<byte>.Shared.Rent(checked((int)line.Length));
        try
        {
            line.CopyTo(copy);
            var row = new ClickHouseRow(copy.AsSpan(0, (int)line.Length));
            return map(ref row);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }
}
