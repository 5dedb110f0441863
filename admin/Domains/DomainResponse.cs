namespace OneLink.Admin.Domains;

/// <summary>A domain as shown.</summary>
internal sealed record DomainResponse(
    long Id,
    string Host,
    bool Default,
    bool CaseSensitive,
    string? RootUrl,
    string? NotFoundUrl,
    string? ExpiredUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static DomainResponse From(LinkDomain domain) => new(
        domain.Id,
        domain.Authority,
        domain.IsDefault != 0,
        domain.CaseSensitive,
        domain.RootUrl,
        domain.NotFoundUrl,
        domain.ExpiredUrl,
        DateTimeOffset.FromUnixTimeMilliseconds(domain.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(domain.UpdatedAt));
}
