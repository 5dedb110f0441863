using OneLink.Admin.Safety;
using OneLink.Shared.Links;

namespace OneLink.Admin.Domains;

/// <summary>The domains of one account, as a request sees them.</summary>
internal sealed class AccountDomains(IReadOnlyList<LinkDomain> domains, AccountGuard guard)
{
    public IReadOnlyList<LinkDomain> All => domains;

    /// <summary>Where the account's links may lead.</summary>
    public AccountGuard Guard => guard;

    /// <summary>The domain of links that name none; null for an account without domains.</summary>
    public LinkDomain? Default => DefaultOf(domains);

    /// <inheritdoc cref="Default"/>
    public static LinkDomain? DefaultOf(IReadOnlyList<LinkDomain> domains)
        => domains.FirstOrDefault(domain => domain.IsDefault != 0) ?? (domains.Count > 0 ? domains[0] : null);

    public LinkDomain ById(long id) => domains.First(domain => domain.Id == id);

    /// <summary>Finds a domain by name as an edge would: letter case, a port, <c>www.</c> and a dot at the end make no difference.</summary>
    public LinkDomain? Find(string name)
        => HostName.TryNormalize(name, out var host, out _)
            ? domains.FirstOrDefault(domain => string.Equals(domain.Host, host, StringComparison.Ordinal))
            : null;
}
