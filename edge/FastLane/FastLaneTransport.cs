using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using OneLink.Edge.Redirects;
using OneLink.Shared.Networks;

namespace OneLink.Edge.FastLane;

/// <summary>
/// A transport of Kestrel that answers redirects by itself and gives Kestrel every connection on which something else is
/// asked for (docs/decisions/0005-fast-lane.md). Linux only; elsewhere the edge runs on Kestrel's own transport.
/// </summary>
internal sealed class FastLaneTransport(
    RedirectLanes lanes, Redirector redirector, TrustedProxies proxies, TimeProvider clock, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private IReadOnlyList<FastLaneCounters> _counters = [];

    /// <summary>What the threads have done, in sum; zeros before it is bound.</summary>
    public long Sum(Func<FastLaneCounters, long> counter) => _counters.Sum(counter);

    /// <exception cref="AddressInUseException">Somebody listens there already.</exception>
    /// <exception cref="SocketException">The address cannot be listened on.</exception>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The listener owns the socket, Kestrel the listener.")]
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        if (endpoint is not IPEndPoint address || _counters.Count > 0)
        {
            throw new NotSupportedException($"The fast lane listens on one IP address; {endpoint} is another kind of place or a second one.");
        }

        Socket socket = Bind(address);
        var listener = new FastLaneListener(socket, lanes, redirector, proxies, new FastLaneLimits(), clock, loggers);
        _counters = listener.Counters;
        return ValueTask.FromResult<IConnectionListener>(listener);
    }

    private static Socket Bind(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            // Accepted sockets inherit it (tcp(7)).
            socket.NoDelay = true;
            socket.Blocking = false;
            socket.Bind(address);
            socket.Listen(FastLaneListener.Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw e.SocketErrorCode == SocketError.AddressAlreadyInUse ? new AddressInUseException(e.Message, e) : e;
        }
    }
}
