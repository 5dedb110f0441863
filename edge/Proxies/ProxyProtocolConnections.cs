using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using OneLink.Edge.Redirects;

namespace OneLink.Edge.Proxies;

/// <summary>
/// Reads the PROXY protocol in front of a trusted proxy's connections, so that all that follows sees the client's address.
/// The protocol must not be guessed (its §2): a trusted proxy that does not begin with it is cut off, and from anybody
/// else it is no HTTP.
/// </summary>
internal sealed class ProxyProtocolConnections(ConnectionDelegate next, ProxiesInForce proxies)
{
    /// <summary>The header comes with the connection's first packet; Kestrel's own limits begin behind it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task OnConnectionAsync(ConnectionContext connection)
    {
        if (connection.RemoteEndPoint is IPEndPoint proxy && proxies.Current.Contains(BytesOf(proxy.Address)) && !await TryReadAsync(connection))
        {
            connection.Abort(new ConnectionAbortedException("No PROXY protocol from a trusted proxy."));
            return;
        }

        await next(connection);
    }

    private static async Task<bool> TryReadAsync(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(Patience);
        PipeReader input = connection.Transport.Input;
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync(patience.Token);
                ReadOnlySequence<byte> buffer = read.Buffer;
                switch (ProxyProtocolHeader.Read(buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray(), out IPEndPoint? source, out int length))
                {
                    case ProxyProtocolStatus.Complete:
                        input.AdvanceTo(buffer.GetPosition(length));
                        connection.RemoteEndPoint = source ?? connection.RemoteEndPoint;
                        return true;
                    case ProxyProtocolStatus.Incomplete when !read.IsCompleted:
                        input.AdvanceTo(buffer.Start, buffer.End);
                        break;
                    default:
                        input.AdvanceTo(buffer.Start, buffer.End);
                        return false;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static byte[] BytesOf(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
}
