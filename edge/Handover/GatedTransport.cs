using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using OneLink.Edge.Hosting;

namespace OneLink.Edge.Handover;

/// <summary>Kestrel's own transport, where there is no fast lane: accepts from when this edge serves until another one does.</summary>
internal sealed class GatedTransport(Succession succession, Drain drain, IOptions<SocketTransportOptions> options, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        => new Listener(await _sockets.BindAsync(endpoint, cancellationToken), succession, drain);

    private sealed class Listener(IConnectionListener inner, Succession succession, Drain drain) : IConnectionListener
    {
        private readonly TaskCompletionSource _unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => inner.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
        {
            await Task.WhenAny(succession.MayServe, _unbound.Task);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, succession.Given);
            try
            {
                if (!_unbound.Task.IsCompleted && await inner.AcceptAsync(ending.Token) is { } connection)
                {
                    drain.CountAccepted();
                    return connection;
                }
            }
            catch (OperationCanceledException) when (succession.Given.IsCancellationRequested)
            {
                // Whoever comes now is the successor's.
            }

            await _unbound.Task.WaitAsync(cancellationToken);
            return null;
        }

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _unbound.TrySetResult();
            return inner.UnbindAsync(cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            _unbound.TrySetResult();
            return inner.DisposeAsync();
        }
    }
}
