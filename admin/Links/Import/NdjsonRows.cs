using System.Buffers;
using System.IO.Pipelines;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Bulk;

namespace OneLink.Admin.Links.Import;

/// <summary>A link's JSON a line. A line that is too long is one row that fails; the next one is read again.</summary>
internal sealed class NdjsonRows(FileStream file) : IImportRows
{
    private readonly PipeReader _reader = PipeReader.Create(file);

    public long BytesRead => file.Position;

    public async ValueTask<ImportRow?> ReadAsync(CancellationToken cancellationToken)
    {
        var isTooLong = false;
        while (true)
        {
            var read = await _reader.ReadAsync(cancellationToken);
            var buffer = read.Buffer;
            var end = buffer.PositionOf((byte)'\n');
            if (end is null && !read.IsCompleted)
            {
                isTooLong |= buffer.Length > NdjsonLines.MaxLine;

                // Of a line that is too long nothing is kept.
                _reader.AdvanceTo(isTooLong ? buffer.End : buffer.Start, buffer.End);
                continue;
            }

            var line = end is { } at ? buffer.Slice(0, at) : buffer;
            isTooLong |= line.Length > NdjsonLines.MaxLine;
            var bytes = isTooLong ? [] : line.ToArray();
            _reader.AdvanceTo(end is { } newLine ? buffer.GetPosition(1, newLine) : buffer.End);
            if (isTooLong)
            {
                return ImportRow.Refused($"The line has more than {NdjsonLines.MaxLine} bytes.");
            }

            if (!bytes.AsSpan().Trim(" \t\r"u8).IsEmpty)
            {
                return ImportRow.Of(JsonBodyReader.Parse(bytes));
            }

            if (end is null)
            {
                return null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.CompleteAsync();
        await file.DisposeAsync();
    }
}
