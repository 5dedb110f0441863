using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OneLink.EndToEnd.Visits;

/// <summary>
/// HTTP/1.1 over one socket, a request at a time: as fast as a load generator, and the request target reaches the edge
/// as it was written, where <c>HttpClient</c> would tidy it up first. Nothing is ever sent twice.
/// </summary>
internal sealed class KeepAliveConnection(IPEndPoint server) : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly byte[] _request = new byte[128 * 1024];
    private byte[] _received = new byte[16 * 1024];
    private int _length;
    private Socket? _socket;

    /// <exception cref="SocketException">No connection: nothing was sent.</exception>
    public async Task ConnectAsync()
    {
        if (_socket is null)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(server);
            }
            catch
            {
                socket.Dispose();
                throw;
            }

            _socket = socket;
        }
    }

    /// <summary>Sends a request and reads its answer, connecting first where need be.</summary>
    /// <exception cref="IOException">The connection broke before the whole answer was there.</exception>
    public async Task<VisitAnswer> SendAsync(Visit visit)
    {
        await ConnectAsync();
        using var limit = new CancellationTokenSource(AnswerLimit);
        try
        {
            await _socket!.SendAsync(_request.AsMemory(0, Write(visit)), limit.Token);
            var answer = await ReadAsync(visit.Method == "HEAD", limit.Token);
            if (string.Equals(answer.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase))
            {
                Close();
            }

            return answer;
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or IOException)
        {
            Close();
            throw new IOException($"{visit.Method} {visit.Target}: {exception.Message}", exception);
        }
    }

    public void Dispose() => Close();

    private int Write(Visit visit)
    {
        var text = new StringBuilder(512)
            .Append(visit.Method).Append(' ').Append(visit.Target).Append(" HTTP/1.1\r\nHost: ")
            .Append(visit.Host ?? string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Port}")).Append("\r\n");
        Append(text, "User-Agent", visit.UserAgent);
        Append(text, "Referer", visit.Referer);
        Append(text, "Accept-Language", visit.AcceptLanguage);
        Append(text, "X-Forwarded-For", visit.ForwardedFor);
        Append(text, "Sec-Purpose", visit.Purpose);
        Append(text, "X-Link-Password", visit.Password);
        if (visit.Form is not null)
        {
            Append(text, "Content-Type", "application/x-www-form-urlencoded");
            Append(text, "Content-Length", visit.Form.Length.ToString(CultureInfo.InvariantCulture));
        }
        else if (visit.Method is not ("GET" or "HEAD"))
        {
            text.Append("Content-Length: 0\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").Append(visit.Form).ToString(), _request);
    }

    private static void Append(StringBuilder text, string name, string? value)
    {
        if (value is not null)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }
    }

    private async Task<VisitAnswer> ReadAsync(bool hasNoBody, CancellationToken cancellationToken)
    {
        int headEnd;
        while ((headEnd = _received.AsSpan(0, _length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(cancellationToken);
        }

        var head = new VisitAnswer(Encoding.Latin1.GetString(_received, 0, headEnd), "");
        var bodyStart = headEnd + 4;
        var bodyLength = hasNoBody || head.Status is 204 or 304 ? 0 : BodyLength(head);
        while (_length < bodyStart + bodyLength)
        {
            await ReceiveAsync(cancellationToken);
        }

        var answer = head with { Body = Encoding.UTF8.GetString(_received, bodyStart, bodyLength) };
        var rest = _received.AsSpan(bodyStart + bodyLength, _length - bodyStart - bodyLength);
        rest.CopyTo(_received);
        _length = rest.Length;
        return _length == 0 ? answer : throw new IOException("More came than was asked for.");
    }

    private static int BodyLength(VisitAnswer head)
        => int.TryParse(head.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? length
            : throw new IOException("The edge's answers tell their length; this one does not: " + head.Head);

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        if (_length == _received.Length)
        {
            Array.Resize(ref _received, _received.Length * 2);
        }

        var read = await _socket!.ReceiveAsync(_received.AsMemory(_length), cancellationToken);
        _length += read > 0 ? read : throw new IOException("The edge closed the connection.");
    }

    private void Close()
    {
        _socket?.Dispose();
        _socket = null;
        _length = 0;
    }
}
