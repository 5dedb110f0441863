using System.Net;
using System.Net.Sockets;

namespace OneLink.EndToEnd.Faults;

/// <summary>
/// A TCP relay to ClickHouse, an admin, PostgreSQL or Redis, which breaks what it relays in the way it is told to. With several
/// targets each connection goes to the next one, or to the one after it where that takes none: a plain balancer, which does not
/// ask whether they are well.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    /// <summary>What <see cref="ProxyFault.CutLater"/> lets through.</summary>
    public const int LaterBytes = 24 * 1024;

    private static readonly byte[] BadGatewayAnswer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\nConnection: close\r\n\r\nsick"u8.ToArray();

    private readonly IPEndPoint[] _targets;
    private readonly IPEndPoint _endPoint;
    private readonly CancellationTokenSource _end = new();
    private readonly HashSet<Relayed> _open = [];
    private readonly Lock _lock = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _fault;
    private int _struck;
    private int _connections;

    public FaultProxy(int port, params int[] targetPorts)
    {
        _endPoint = new IPEndPoint(IPAddress.Loopback, port);
        _targets = Array.ConvertAll(targetPorts, target => new IPEndPoint(IPAddress.Loopback, target));
        Listen();
    }

    /// <summary>Where it listens.</summary>
    public int Port => _endPoint.Port;

    /// <summary>Connections that a fault has met since it was set.</summary>
    public int Struck => Volatile.Read(ref _struck);

    public ProxyFault Fault => (ProxyFault)Volatile.Read(ref _fault);

    public async Task SetAsync(ProxyFault fault)
    {
        Volatile.Write(ref _struck, 0);
        var before = (ProxyFault)Interlocked.Exchange(ref _fault, (int)fault);
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
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
        else if (before == ProxyFault.Forget)
        {
            LeaveForgotten();
        }
        else if (fault == ProxyFault.None && before != ProxyFault.Stall)
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
        client.NoDelay = true;
        var relayed = new Relayed(client);
        lock (_lock)
        {
            _open.Add(relayed);
        }

        try
        {
            // Whoever wants to connect is heard when the network is back.
            await WhileAwayAsync();
            var server = await ConnectAsync();
            lock (_lock)
            {
                relayed.Attach(server);
            }

            await Task.WhenAny(CopyAsync(relayed, isRequest: true), CopyAsync(relayed, isRequest: false));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The target is away; the client sees a closed connection.
        }
        finally
        {
            lock (_lock)
            {
                _open.Remove(relayed);
                relayed.Reset();
            }
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var first = (uint)Interlocked.Increment(ref _connections);
        for (var i = 0u; ; i++)
        {
            var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await server.ConnectAsync(_targets[(first + i) % _targets.Length], _end.Token);
                return server;
            }
            catch (SocketException) when (i + 1 < _targets.Length)
            {
                server.Dispose();
            }
            catch
            {
                server.Dispose();
                throw;
            }
        }
    }

    private async Task CopyAsync(Relayed relayed, bool isRequest)
    {
        var (from, to) = isRequest ? (relayed.Client, relayed.Server!) : (relayed.Server!, relayed.Client);
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
                    case ProxyFault.Stall:
                        Strike();
                        await WhileAwayAsync();
                        break;
                    case ProxyFault.Forget:
                        Strike();
                        relayed.IsForgotten = true;
                        break;
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

                if (relayed.IsForgotten)
                {
                    break;
                }

                await SendAsync(to, buffer.AsMemory(0, read));
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // One side is gone; so is the other then.
        }

        // Nor does the end of a connection pass.
        await WhileAwayAsync();
        if (relayed.IsForgotten)
        {
            await Task.Delay(Timeout.Infinite, _end.Token);
        }
    }

    /// <summary>Waits until the network is back.</summary>
    private async Task WhileAwayAsync()
    {
        while (true)
        {
            var changed = Volatile.Read(ref _changed);
            if (Fault is not (ProxyFault.Stall or ProxyFault.Forget))
            {
                return;
            }

            await changed.Task.WaitAsync(_end.Token);
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

    /// <summary>The servers' keep-alive finds no client any more.</summary>
    private void LeaveForgotten()
    {
        lock (_lock)
        {
            foreach (var relayed in _open.Where(relayed => relayed.IsForgotten))
            {
                relayed.ResetServer();
            }
        }
    }

    private void CloseAll()
    {
        lock (_lock)
        {
            foreach (var relayed in _open)
            {
                relayed.Reset();
            }

            _open.Clear();
        }
    }

    /// <summary>Both ends of what passes through; changed by one at a time.</summary>
    private sealed class Relayed(Socket client)
    {
        private bool _isReset;
        private volatile bool _isForgotten;

        public Socket Client => client;

        public Socket? Server { get; private set; }

        /// <summary>Nothing passes any more, not even its end.</summary>
        public bool IsForgotten
        {
            get => _isForgotten;
            set => _isForgotten = value;
        }

        public void Attach(Socket server)
        {
            Server = server;
            if (_isReset)
            {
                Reset(server);
            }
        }

        public void Reset()
        {
            _isReset = true;
            Reset(client);
            ResetServer();
        }

        public void ResetServer()
        {
            if (Server is not null)
            {
                Reset(Server);
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
}
