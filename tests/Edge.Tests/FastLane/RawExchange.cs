using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OneLink.Edge.Tests.FastLane;

/// <summary>Bytes out, bytes back, on one connection: what a client sees that is no HTTP library.</summary>
internal sealed class RawExchange(Socket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly List<byte> _received = [];

    public static RawExchange With(EdgeInProcess edge) => new(edge.Connect());

    public async Task SendAsync(byte[] bytes) => await socket.SendAsync(bytes);

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public void EndOutput() => socket.Shutdown(SocketShutdown.Send);

    /// <summary>One answer, framed by its Content-Length; null where the connection ends before it.</summary>
    /// <param name="isHead">Whether it answers HEAD, and so has no body.</param>
    public async Task<RawAnswer?> ReceiveAsync(bool isHead = false)
    {
        int end;
        while ((end = EndOfHead()) < 0)
        {
            if (!await ReceiveMoreAsync())
            {
                return null;
            }
        }

        string[] lines = Encoding.Latin1.GetString([.. _received[..end]]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> fields = lines.Skip(1).Select(static line => line.Split(": ", 2)).ToDictionary(static f => f[0], static f => f[1], StringComparer.OrdinalIgnoreCase);
        int length = isHead || !fields.TryGetValue("Content-Length", out string? text) ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
        while (_received.Count < end + length)
        {
            if (!await ReceiveMoreAsync())
            {
                return null;
            }
        }

        string body = Encoding.UTF8.GetString([.. _received[end..(end + length)]]);
        _received.RemoveRange(0, end + length);
        return new RawAnswer(lines[0], fields, body);
    }

    /// <summary>Whether the other side closes without another byte.</summary>
    public async Task<bool> IsClosedAsync() => _received.Count == 0 && !await ReceiveMoreAsync();

    public void Dispose() => socket.Dispose();

    private int EndOfHead()
    {
        for (int i = 0; i + 3 < _received.Count; i++)
        {
            if (_received[i] == '\r' && _received[i + 1] == '\n' && _received[i + 2] == '\r' && _received[i + 3] == '\n')
            {
                return i + 4;
            }
        }

        return -1;
    }

    private async Task<bool> ReceiveMoreAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            int count = await socket.ReceiveAsync(_buffer, limit.Token);
            _received.AddRange(_buffer[..count]);
            return count > 0;
        }
        catch (SocketException)
        {
            // Reset: closed, without politeness.
            return false;
        }
    }
}
