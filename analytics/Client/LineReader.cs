using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;

namespace OneLink.Analytics.Client;

/// <summary>
/// Cuts a JSONCompactEachRow body into lines and maps each to a value, with one line in memory at a time. A failure in the
/// middle of a query follows the rows as text (since 25.11 between <c>__exception__</c> marks); no row looks like it, as
/// every row starts with a bracket.
/// </summary>
internal sealed class LineReader(Stream body)
{
    private const int MaxFailureLength = 64 * 1024;

    private readonly PipeReader _pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

    /// <summary>Set at the first line that is no row; everything after belongs to it.</summary>
    private StringBuilder? _failure;

    /// <summary>Adds the values of all lines that are there to <paramref name="rows"/>, waiting for one at least; false at the end.</summary>
    /// <exception cref="ClickHouseException">The query failed on the way.</exception>
    internal async ValueTask<bool> ReadAsync<T>(List<T> rows, RowMapper<T> map, CancellationToken cancellationToken)
    {
        var before = rows.Count;
        while (true)
        {
            var read = await NextAsync(cancellationToken);
            var rest = read.Buffer;
            while (TryTakeLine(ref rest, read.IsCompleted, out var line))
            {
                if (_failure is null && line.FirstSpan is [(byte)'[', ..])
                {
                    rows.Add(Map(line, map));
                }
                else
                {
                    Fail(line);
                }
            }

            _pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
            {
                return _failure is null ? false : throw Failure();
            }

            if (rows.Count > before && _failure is null)
            {
                return true;
            }
        }
    }

    private async ValueTask<ReadResult> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _pipe.ReadAsync(cancellationToken);
        }
        catch (IOException) when (_failure is not null)
        {
            // The connection is broken off behind the text of a failure, on purpose.
            throw Failure();
        }
    }

    private void Fail(ReadOnlySequence<byte> line)
    {
        _failure ??= new StringBuilder();
        if (_failure.Length + line.Length < MaxFailureLength)
        {
            _failure.Append(Encoding.UTF8.GetString(line)).Append('\n');
        }
    }

    private ClickHouseException Failure()
    {
        var text = _failure!.ToString();
        var start = Math.Max(0, text.IndexOf("Code: ", StringComparison.Ordinal));
        var mark = text.IndexOf("__exception__", start, StringComparison.Ordinal);
        if (mark > start)
        {
            // Before the closing mark stands a line with the length and the tag.
            mark = text.LastIndexOf('\n', mark - 1);
            mark = text.LastIndexOf('\n', Math.Max(start, mark - 1));
        }

        return ErrorText.ToException(HttpStatusCode.OK, codeHeader: null, mark > start ? text[start..mark] : text[start..]);
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
