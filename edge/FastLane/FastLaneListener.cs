using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>One listening socket with its I/O threads. What Kestrel accepts from it are the connections that the threads handed over.</summary>
internal sealed class FastLaneListener : IConnectionListener
{
    /// <summary>Connections that wait to be accepted; Kestrel's own value.</summary>
    public const int Backlog = 512;

    private readonly Socket _socket;
    private readonly FastLaneLimits _limits;
    private readonly SocketConnectionContextFactory _contexts;
    private readonly Channel<HandedOver> _handedOver = Channel.CreateUnbounded<HandedOver>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IoThread[] _threads;

    /// <param name="socket">Listening, non-blocking; owned by the listener from here on.</param>
    /// <param name="lanes">Lanes for the threads.</param>
    /// <param name="redirector">Decides.</param>
    /// <param name="proxies">Whose forwarded addresses are believed.</param>
    /// <param name="limits">How long clients are waited for.</param>
    /// <param name="clock">Time.</param>
    /// <param name="loggers">Failures.</param>
    public FastLaneListener(
        Socket socket, RedirectLanes lanes, Redirector redirector, TrustedProxies proxies, FastLaneLimits limits, TimeProvider clock, ILoggerFactory loggers)
    {
        _socket = socket;
        _limits = limits;
        EndPoint = socket.LocalEndPoint!;
        _contexts = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), loggers.CreateLogger<SocketConnectionContextFactory>());
        ILogger logger = loggers.CreateLogger<IoThread>();
        int file = (int)socket.Handle;
        int count = Environment.ProcessorCount;
        _threads = [.. Enumerable.Range(0, count).Select(number => new IoThread(
            number, count, file, lanes.TakeForGood(), redirector, proxies, limits, HandOver, clock, logger))];
        Counters = [.. _threads.Select(static thread => thread.Counters)];
    }

    public EndPoint EndPoint { get; }

    /// <summary>Of each thread.</summary>
    public IReadOnlyList<FastLaneCounters> Counters { get; }

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await _handedOver.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_handedOver.Reader.TryRead(out HandedOver connection))
            {
                return Open(connection);
            }
        }

        return null;
    }

    /// <summary>Accepts no more; answers what is under way, as long as <see cref="FastLaneLimits.Drain"/> allows.</summary>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        foreach (IoThread thread in _threads)
        {
            thread.Stop();
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            await Task.WhenAll(_threads.Select(thread => Task.Run(() => thread.Join(_limits.Drain), CancellationToken.None)));
        }

        _handedOver.Writer.TryComplete();
        _socket.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        foreach (IoThread thread in _threads)
        {
            thread.Dispose();
        }

        _handedOver.Writer.TryComplete();
        while (_handedOver.Reader.TryRead(out HandedOver connection))
        {
            Close(connection);
        }

        _socket.Dispose();
        _contexts.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Close(HandedOver connection) => new SafeSocketHandle(connection.Socket, ownsHandle: true).Dispose();

    private void HandOver(HandedOver connection)
    {
        if (!_handedOver.Writer.TryWrite(connection))
        {
            // Kestrel accepts no more: the edge ends.
            Close(connection);
        }
    }

    private ConnectionContext Open(HandedOver connection)
    {
        var socket = new Socket(new SafeSocketHandle(connection.Socket, ownsHandle: true));
        ConnectionContext context = _contexts.Create(socket);
        context.Transport = new ReplayedTransport(connection.Unread, context.Transport);
        return context;
    }
}
