using System.Buffers;
using System.IO.Pipelines;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Cuts a body into lines while it is arriving, as many at a time as are there.</summary>
internal sealed class NdjsonLines(PipeReader body)
{
    /// <summary>Longest line, in bytes: one object.</summary>
    public const int MaxLine = 1024 * 1024;

    /// <summary>Lines that become one transaction: enough to pay for its fsync, few enough for an early answer.</summary>
    private const int MaxLines = 1_000;

    /// <summary>Whether the body has been read to its end, or cannot be read on because of <see cref="IsLineTooLong"/>.</summary>
    public bool IsAtEnd { get; private set; }

    public bool IsLineTooLong { get; private set; }

    /// <summary>The next complete lines, as many as are there, blank ones left out; none at the end.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<byte[]>();
        while (lines.Count == 0 && !IsAtEnd)
        {
            await AddAsync(lines, MaxLines, cancellationToken);
        }

        return lines;
    }

    /// <summary>The next <paramref name="count"/> lines, however long they take; fewer only at the end.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(int count, CancellationToken cancellationToken)
    {
        var lines = new List<byte[]>(count);
        while (lines.Count < count && !IsAtEnd)
        {
            await AddAsync(lines, count, cancellationToken);
        }

        return lines;
    }

    private async Task AddAsync(List<byte[]> lines, int max, CancellationToken cancellationToken)
    {
        var result = await body.ReadAsync(cancellationToken);
        var rest = Take(result.Buffer, lines, max);
        if (rest.Length > MaxLine && lines.Count < max)
        {
            (IsLineTooLong, IsAtEnd) = (true, true);
        }
        else if (result.IsCompleted && lines.Count < max)
        {
            Add(rest, lines);
            rest = rest.Slice(rest.End);
            IsAtEnd = true;
        }

        // Where lines were left over there is something to read at once; else only more bytes help.
        body.AdvanceTo(rest.Start, lines.Count == max ? rest.Start : rest.End);
    }

    private static ReadOnlySequence<byte> Take(ReadOnlySequence<byte> buffer, List<byte[]> lines, int max)
    {
        while (lines.Count < max && buffer.PositionOf((byte)'\n') is { } end)
        {
            Add(buffer.Slice(0, end), lines);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }

        return buffer;
    }

    private static void Add(ReadOnlySequence<byte> line, List<byte[]> lines)
    {
        var bytes = line.ToArray();
        if (!bytes.AsSpan().Trim(" \t\r"u8).IsEmpty)
        {
            lines.Add(bytes);
        }
    }
}
