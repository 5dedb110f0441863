using System.Net;
using System.Net.Sockets;

namespace OneLink.EndToEnd.Faults;

/// <summary>A TCP relay between the edges and ClickHouse, or the admin, which breaks what it relays in the way it is told to.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    /// <summary>What <see cref="ProxyFault.CutLater"/> lets through.</summary>
    public const int LaterBytes = 24 * 1024;

    private static readonly byte[] BadGatewayAnswer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsick"u8.ToArray();

    private readonly IPEndPoint _target;
    private readonly IPEndPoint _endPoint;
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Lock _lock = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private int _fault;
    private int _struck;

    public FaultProxy(int port, int targetPort)
    {
        _endPoint = new IPEndPoint(IPAddress.Loopback, port);
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        Listen();
    }

    /// <summary>Connections that a fault has met since it was set.</summary>
    public int Struck => Volatile.Read(ref _struck);

    public ProxyFault Fault => (ProxyFault)Volatile.Read(ref _fault);

    public async Task SetAsync(ProxyFault fault)
    {
        Volatile.Write(ref _struck, 0);
        Volatile.Write(ref _fault, (int)fault);
        if (fault == ProxyFault.Refuse)
        {
            _listener?.Dispose();
            _listener = null;
            await _accepting;
            CloseAll();
        }
        else if (_listener is null)
        {
            Listen();
        }
        else if (fault == ProxyFault.None)
        {
            // What hung does not come back to life.
            CloseAll();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener?.Dispose();
        await _accepting;
        CloseAll();
        _end.Dispose();
    }

    private void Listen()
    {
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        _listener.Bind(_endPoint);
        _listener.Listen();
        _accepting = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(Socket listener)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                _ = RelayAsync(await listener.AcceptAsync(_end.Token));
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RelayAsync(Socket client)
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        Track(client);
        Track(server);
        try
        {
            await server.ConnectAsync(_target);
            await Task.WhenAny(CopyAsync(client, server, isRequest: true), CopyAsync(server, client, isRequest: false));
        }
        catch (SocketException)
        {
            // ClickHouse is away; the edge sees a closed connection.
        }
        finally
        {
            Close(client);
            Close(server);
        }
    }

    private async Task CopyAsync(Socket from, Socket to, bool isRequest)
    {
        var buffer = new byte[16 * 1024];
        var passed = 0;
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                switch (Fault)
                {
                    case ProxyFault.Hang:
                        Strike();
                        await Task.Delay(Timeout.Infinite, _end.Token);
                        return;
                    case ProxyFault.Slow:
                        Strike();
                        await Task.Delay(150, _end.Token);
                        break;
                    case ProxyFault.CutRequest when isRequest:
                        await SendAsync(to, buffer.AsMemory(0, read / 2));
                        Strike();
                        return;
                    case ProxyFault.CutAnswer when !isRequest:
                        Strike();
                        return;
                    case ProxyFault.CutLater when !isRequest && (passed += read) > LaterBytes:
                        Strike();
                        return;
                    case ProxyFault.BadGateway when isRequest:
                        await SendAsync(from, BadGatewayAnswer);
                        Strike();
                        return;
                }

                await SendAsync(to, buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone; so is the other then.
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }

    private void Strike() => Interlocked.Increment(ref _struck);

    private void Track(Socket socket)
    {
        lock (_lock)
        {
            _open.Add(socket);
        }
    }

    private void CloseAll()
    {
        lock (_lock)
        {
            foreach (var socket in _open)
            {
                Reset(socket);
            }

            _open.Clear();
        }
    }

    private void Close(Socket socket)
    {
        lock (_lock)
        {
            _open.Remove(socket);
            Reset(socket);
        }
    }

    /// <summary>With RST: the other side learns at once.</summary>
    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Closed by the other direction.
        }

        socket.Dispose();
    }
}
