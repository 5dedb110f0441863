using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OneLink.Edge.Proxies;
using OneLink.Edge.Redirects;

namespace OneLink.Edge.Hosting;

internal static class EdgeKestrel
{
    /// <summary>No call of the edge takes a body worth mentioning.</summary>
    private const int MaxBodyBytes = 64 * 1024;

    public static void Configure(KestrelServerOptions kestrel, EdgeOptions options, ProxiesInForce proxies, Drain drain)
    {
        kestrel.AddServerHeader = false;
        // Header values are bytes to us; Latin-1 carries every one of them, UTF-8 would refuse some.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Listen(options.Listen, listen =>
        {
            listen.Use(next => connection => drain.CountAsync(connection, next));
            if (options.ProxyProtocol)
            {
                listen.Use(next => new ProxyProtocolConnections(next, proxies).OnConnectionAsync);
            }
        });
    }
}
