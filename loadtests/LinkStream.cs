using System.Buffers;
using System.Buffers.Text;
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

    /// <summary>Counts the lines of the answer. The sizes of its chunks are lines too, without a brace.</summary>
    private static async Task<(long Answered, long Made)> ReadAsync(NetworkStream stream)
    {
        PipeReader reader = PipeReader.Create(stream);
        long answered = 0;
        long made = 0;
        while (true)
        {
            ReadResult read = await reader.ReadAsync();
            ReadOnlySequence<byte> buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                ReadOnlySequence<byte> line = buffer.Slice(0, end);
                ReadOnlySpan<byte> bytes = line.IsSingleSegment ? line.FirstSpan : line.ToArray();
                answered += bytes.StartsWith("{"u8) ? 1 : 0;
                made += bytes.IndexOf(Created) >= 0 ? 1 : 0;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return (answered, made);
            }
        }
    }
}
