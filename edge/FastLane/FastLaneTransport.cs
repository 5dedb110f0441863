using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using OneLink.Edge.Handover;
using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>
/// A transport of Kestrel that answers redirects by itself and gives Kestrel every connection on which something else is
/// asked for (docs/decisions/0005-fast-lane.md). Linux only; elsewhere the edge runs on Kestrel's own transport.
/// </summary>
internal sealed class FastLaneTransport(
    ListeningSockets sockets, Succession succession, RedirectLanes lanes, Redirector redirector, TrustedProxies proxies, TimeProvider clock, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private IReadOnlyList<FastLaneCounters> _counters = [];
    private FastLaneListener? _listener;

    /// <summary>What the threads have done, in sum; zeros before it is bound.</summary>
    public long Sum(Func<FastLaneCounters, long> counter) => _counters.Sum(counter);

    /// <inheritdoc cref="FastLaneListener.Relisten"/>
    public void Relisten() => _listener?.Relisten();

    /// <inheritdoc cref="FastLaneListener.StopAsync"/>
    public Task StopAsync() => _listener?.StopAsync() ?? Task.CompletedTask;

    /// <inheritdoc cref="FastLaneListener.EndConnections"/>
    public void EndConnections() => _listener?.EndConnections();

    /// <inheritdoc cref="FastLaneListener.EndListening"/>
    public void EndListening() => _listener?.EndListening();

    /// <inheritdoc cref="FastLaneListener.HasUnlistened"/>
    public bool HasUnlistened => _listener?.HasUnlistened ?? true;

    /// <inheritdoc cref="FastLaneListener.Use"/>
    public void Use(TrustedProxies proxies) => _listener?.Use(proxies);

    /// <exception cref="AddressInUseException">Somebody listens there already.</exception>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The listener owns the socket, Kestrel the listener.")]
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        if (endpoint is not IPEndPoint address || _counters.Count > 0)
        {
            throw new NotSupportedException($"The fast lane listens on one IP address; {endpoint} is another kind of place or a second one.");
        }

        var listener = new FastLaneListener(sockets.Listen(address), succession, lanes, redirector, proxies, new FastLaneLimits(), clock, loggers);
        _counters = listener.Counters;
        _listener = listener;
        succession.Entrust(listener.Adopt);
        return ValueTask.FromResult<IConnectionListener>(listener);
    }
}
