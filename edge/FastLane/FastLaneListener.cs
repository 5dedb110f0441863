using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using OneLink.Edge.Handover;
using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>One listening socket with its I/O threads. What Kestrel accepts from it are the connections that the threads handed over.</summary>
internal sealed class FastLaneListener : IConnectionListener
{
    /// <summary>One for each core, as far as the spool has lanes (<see cref="Spool.ShippingState.MaxRanges"/>): each thread records into its own.</summary>
    public static int Threads { get; } = Math.Min(Environment.ProcessorCount, 31);

    private readonly Socket _socket;
    private readonly FastLaneLimits _limits;
    private readonly SocketConnectionContextFactory _contexts;
    private readonly Channel<HandedOver> _handedOver = Channel.CreateUnbounded<HandedOver>(new UnboundedChannelOptions { SingleReader = true });
    private readonly IoThread[] _threads;
    private readonly Succession _succession;
    private int _lastHeir;

    /// <param name="socket">Listening, non-blocking; owned by the listener from here on.</param>
    /// <param name="succession">Says from when on connections are accepted, and who goes on with them.</param>
    /// <param name="lanes">Lanes for the threads.</param>
    /// <param name="redirector">Decides.</param>
    /// <param name="proxies">Whose forwarded addresses are believed.</param>
    /// <param name="limits">How long clients are waited for.</param>
    /// <param name="clock">Time.</param>
    /// <param name="loggers">Failures.</param>
    public FastLaneListener(
        Socket socket, Succession succession, RedirectLanes lanes, Redirector redirector, TrustedProxies proxies, FastLaneLimits limits, TimeProvider clock, ILoggerFactory loggers)
    {
        _socket = socket;
        _succession = succession;
        _limits = limits;
        EndPoint = socket.LocalEndPoint!;
        _contexts = new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), loggers.CreateLogger<SocketConnectionContextFactory>());
        ILogger logger = loggers.CreateLogger<IoThread>();
        int file = (int)socket.Handle;
        int count = Threads;
        _threads = [.. Enumerable.Range(0, count).Select(number => new IoThread(
            number, count, file, succession.MayServe.IsCompleted, lanes.TakeForGood(), redirector, proxies, limits, HandOver, clock, logger))];
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

    /// <summary>Accepts connections from here on, also those that nobody was woken for.</summary>
    public void Relisten() => Array.ForEach(_threads, static thread => thread.Relisten());

    /// <summary>Ends each connection with its next answer.</summary>
    public void EndConnections() => Array.ForEach(_threads, static thread => thread.EndConnections());

    /// <summary>Accepts nobody any more, and goes on with those who are there.</summary>
    public void EndListening() => Array.ForEach(_threads, static thread => thread.EndListening());

    /// <summary>Whether <see cref="EndListening"/> was done by each thread.</summary>
    public bool HasUnlistened => Array.TrueForAll(_threads, static thread => thread.HasUnlistened);

    /// <summary>Believes these proxies from here on.</summary>
    public void Use(TrustedProxies proxies) => Array.ForEach(_threads, thread => thread.Use(proxies));

    /// <summary>Goes on with a connection of an earlier process.</summary>
    public void Adopt(HandedOver connection) => _threads[_lastHeir++ % _threads.Length].Adopt(connection);

    /// <summary>Accepts no more; gives open connections to a successor; answers what is under way, as long as <see cref="FastLaneLimits.Drain"/> allows.</summary>
    public Task StopAsync()
    {
        Array.ForEach(_threads, thread => thread.Stop(_succession.Successor));
        return Task.WhenAll(_threads.Select(thread => Task.Run(() => thread.Join(_limits.Drain))));
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        Task stopped = StopAsync();
        if (!cancellationToken.IsCancellationRequested)
        {
            await stopped;
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
            connection.Close();
        }

        _socket.Dispose();
        _contexts.Dispose();
        return ValueTask.CompletedTask;
    }

    private void HandOver(HandedOver connection)
    {
        if (!_handedOver.Writer.TryWrite(connection))
        {
            // Kestrel accepts no more: the edge ends.
            connection.Close();
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
