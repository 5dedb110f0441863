using System.Buffers;
using System.IO.Pipelines;

namespace OneLink.Admin.Links.Bulk;

/// <summary>Cuts a body into lines while it is arriving, as many at a time as are there.</summary>
internal sealed class NdjsonLines(PipeReader body)
{
    /// <summary>Longest line, in bytes: one object.</summary>
    public const int MaxLine = 1024 * 1024;

    /// <summary>Lines that become one transaction: enough to pay for its fsync, few enough for an early answer.</summary>
    private const int MaxLines = 500;

    /// <summary>Whether the body has been read to its end, or cannot be read on because of <see cref="IsLineTooLong"/>.</summary>
    public bool IsAtEnd { get; private set; }

    public bool IsLineTooLong { get; private set; }

    /// <summary>The next complete lines, blank ones left out; none at the end.</summary>
    public async Task<IReadOnlyList<byte[]>> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<byte[]>();
        while (lines.Count == 0 && !IsAtEnd)
        {
            var result = await body.ReadAsync(cancellationToken);
            var rest = Take(result.Buffer, lines);
            if (rest.Length > MaxLine)
            {
                (IsLineTooLong, IsAtEnd) = (true, true);
            }
            else if (result.IsCompleted && lines.Count < MaxLines)
            {
                Add(rest, lines);
                rest = rest.Slice(rest.End);
                IsAtEnd = true;
            }

            // Where lines were left over there is something to read at once; else only more bytes help.
            body.AdvanceTo(rest.Start, lines.Count == MaxLines ? rest.Start : rest.End);
        }

        return lines;
    }

    private static ReadOnlySequence<byte> Take(ReadOnlySequence<byte> buffer, List<byte[]> lines)
    {
        while (lines.Count < MaxLines && buffer.PositionOf((byte)'\n') is { } end)
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
