using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

/// <summary>The domains of one account, as a request sees them.</summary>
internal sealed class AccountDomains(IReadOnlyList<LinkDomain> domains)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    public IReadOnlyList<LinkDomain> All => domains;

    /// <summary>The domain of links that name none; null for an account without domains.</summary>
    public LinkDomain? Default => domains.FirstOrDefault(domain => domain.IsDefault != 0) ?? (domains.Count > 0 ? domains[0] : null);

    public LinkDomain ById(long id) => domains.First(domain => domain.Id == id);

    /// <summary>Finds a domain by name as an edge would: letter case, a port, <c>www.</c> and a dot at the end make no difference.</summary>
    public LinkDomain? Find(string name)
        => HostName.TryNormalize(name, out var host, out _)
            ? domains.FirstOrDefault(domain => string.Equals(domain.Host, host, StringComparison.Ordinal))
            : null;

    /// <summary>
    /// The domain that a destination would lead back to. A domain with a port of its own is one process on one machine,
    /// whose other ports are other programs.
    /// </summary>
    public LinkDomain? LoopsTo(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || Find(parsed.IdnHost) is not { } domain)
        {
            return null;
        }

        var ownPort = Uri.TryCreate(domain.BaseUrl, UriKind.Absolute, out var own) && !own.IsDefaultPort ? own.Port : 0;
        var leadsBack = ownPort == 0 ? parsed.Port is HttpPort or HttpsPort : parsed.Port == ownPort;
        return leadsBack ? domain : null;
    }
}
