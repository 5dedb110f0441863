using System.Collections.Frozen;
using System.Net;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

/// <summary>
/// The domains of every account, in memory: each destination is compared with them, and a proxy may ask for them with each
/// handshake. Read again after a change of this process, and by the second for those of others.
/// </summary>
internal sealed class InstallationHosts(IDatabase database)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    private volatile FrozenDictionary<string, LinkHost> _byHost = FrozenDictionary<string, LinkHost>.Empty;

    /// <param name="host">As <see cref="HostName"/> stores it.</param>
    public LinkHost? Find(string host) => _byHost.GetValueOrDefault(host);

    public async Task RefreshAsync(CancellationToken cancellationToken)
        => Set(await database.ReadAsync(
            connection => connection.QueryAsync<LinkHost>(
                "SELECT host AS Host, authority AS Authority, scheme AS Scheme, is_fallback AS IsFallback, is_served AS IsServed FROM domains"),
            cancellationToken));

    public void Set(IEnumerable<LinkHost> hosts) => _byHost = hosts.ToFrozenDictionary(host => host.Host, StringComparer.Ordinal);

    /// <summary>
    /// The domain that a destination would lead back to. A domain with a port of its own is one process on one machine,
    /// whose other ports are other programs.
    /// </summary>
    /// <param name="url">As <see cref="DestinationUrl"/> made it.</param>
    /// <param name="host">Its host.</param>
    public LinkHost? LoopsTo(string url, string host)
    {
        var own = Find(host) ?? Loopback(host);
        if (own is null || !Uri.TryCreate(url, UriKind.Absolute, out var parsed))
        {
            return null;
        }

        var leadsBack = own.OwnPort == 0 ? parsed.Port is HttpPort or HttpsPort : parsed.Port == own.OwnPort;
        return leadsBack ? own : null;
    }

    /// <summary>The domain that takes any host, where the host is another name of this machine.</summary>
    private LinkHost? Loopback(string host)
        => host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal)
            || (IPAddress.TryParse(host, out var address) && (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
                ? _byHost.Values.FirstOrDefault(own => own is { IsFallback: not 0, OwnPort: not 0 })
                : null;
}
