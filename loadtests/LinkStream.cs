using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text;

namespace OneLink.LoadTests;

/// <summary>
/// <c>POST /links</c> as a stream of lines, its answers read while it is being sent. On a socket of its own: an HTTP/1.1
/// request of <see cref="HttpClient"/> is sent whole before its answer is read, and the server does not read on from a
/// client that takes no answers.
/// </summary>
internal static class LinkStream
{
    private const int ChunkBytes = 64 * 1024;
    private static readonly byte[] Created = "\"status\":201"u8.ToArray();

    /// <returns>Lines answered, and how many of them told of a link.</returns>
    public static async Task<(long Answered, long Made)> RunAsync(Uri admin, string basic, IEnumerable<string> lines)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(admin.Host, admin.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /links HTTP/1.1\r\nHost: {admin.Authority}\r\nAuthorization: Basic {basic}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
        Task<(long, long)> reading = ReadAsync(stream);
        await SendAsync(stream, lines);
        return await reading;
    }

    private static async Task SendAsync(NetworkStream stream, IEnumerable<string> lines)
    {
        var chunk = new ArrayBufferWriter<byte>(ChunkBytes * 2);
        foreach (string line in lines)
        {
            Encoding.UTF8.GetBytes(line, chunk);
            chunk.Write("\n"u8);
            if (chunk.WrittenCount >= ChunkBytes)
            {
                await SendChunkAsync(stream, chunk);
            }
        }

        if (chunk.WrittenCount > 0)
        {
            await SendChunkAsync(stream, chunk);
        }

        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());
    }

    private static async Task SendChunkAsync(NetworkStream stream, ArrayBufferWriter<byte> chunk)
    {
        byte[] head = new byte[20];
        Utf8Formatter.TryFormat(chunk.WrittenCount, head, out int length, 'x');
        "\r\n"u8.CopyTo(head.AsSpan(length));
        await stream.WriteAsync(head.AsMemory(0, length + 2));
        await stream.WriteAsync(chunk.WrittenMemory);
        await stream.WriteAsync("\r\n"u8.ToArray());
        chunk.ResetWrittenCount();
    }

    private static async Task<(long Answered, long Made)> ReadAsync(NetworkStream stream)
    {
        var body = new Pipe();
        Task unchunking = UnchunkAsync(PipeReader.Create(stream), body.Writer);
        (long, long) counted = await CountAsync(body.Reader);
        await unchunking;
        return counted;
    }

    /// <summary>Takes the body of a chunked answer out of its frames (RFC 9112, 7.1): a chunk may end anywhere in a line.</summary>
    private static async Task UnchunkAsync(PipeReader answer, PipeWriter body)
    {
        try
        {
            string status = await LineAsync(answer);
            if (!status.Contains(" 200 ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The stream was answered by {status}");
            }

            while (await LineAsync(answer) is not "")
            {
                // The headers are of no interest.
            }

            while (long.Parse(await LineAsync(answer), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
            {
                while (size > 0)
                {
                    ReadResult read = await answer.ReadAsync();
                    ReadOnlySequence<byte> part = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
                    foreach (ReadOnlyMemory<byte> segment in part)
                    {
                        body.Write(segment.Span);
                    }

                    size -= part.Length;
                    answer.AdvanceTo(part.End);
                    await body.FlushAsync();
                }

                await LineAsync(answer);
            }

            await body.CompleteAsync();
        }
        catch (Exception exception)
        {
            await body.CompleteAsync(exception);
            throw;
        }
    }

    private static async Task<string> LineAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync();
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                string line = Encoding.ASCII.GetString(read.Buffer.Slice(0, end)).TrimEnd('\r');
                reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted)
            {
                throw new EndOfStreamException("The answer ended before its last chunk.");
            }
        }
    }

    private static async Task<(long Answered, long Made)> CountAsync(PipeReader body)
    {
        long answered = 0;
        long made = 0;
        while (true)
        {
            ReadResult read = await body.ReadAsync();
            ReadOnlySequence<byte> buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                ReadOnlySequence<byte> line = buffer.Slice(0, end);
                ReadOnlySpan<byte> bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
                answered++;
                made += bytes.IndexOf(Created) >= 0 ? 1 : 0;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            body.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return (answered, made);
            }
        }
    }
}
