using System.Net;
using System.Net.Sockets;

namespace OneLink.Admin.Outbound;

/// <summary>
/// Connects to a host by the very addresses that were checked. Checking a name and leaving the connecting to somebody else
/// would resolve it twice, and the second answer is the attacker's to choose (DNS rebinding).
/// </summary>
internal sealed class PinnedConnection(IHostResolver resolver, AddressPolicy policy)
{
    /// <summary>For one of several addresses, so that a dead one leaves time for the next.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(3);

    /// <exception cref="OutboundRefusedException">The host has no address that may be called.</exception>
    /// <exception cref="SocketException">Nothing answers at any of them.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endpoint = context.DnsEndPoint;
        var addresses = await AllowedAsync(endpoint.Host, cancellationToken);
        for (var i = 0; ; i++)
        {
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[i], endpoint.Port), cancellationToken);
            }
            catch (SocketException) when (i + 1 < addresses.Count)
            {
                // The next address may answer.
            }
        }
    }

    private async Task<IReadOnlyList<IPAddress>> AllowedAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolver.ResolveAsync(host, cancellationToken);
        if (addresses.Count == 0)
        {
            throw new OutboundRefusedException(OutboundFailure.UnknownHost);
        }

        List<IPAddress> allowed = [.. addresses.Where(policy.Allows)];
        return allowed.Count > 0 ? allowed : throw new OutboundRefusedException(OutboundFailure.AddressRefused);
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(AttemptTimeout);
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(endpoint, attempt.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
