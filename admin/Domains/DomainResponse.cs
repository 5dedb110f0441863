using OneLink.Admin.Domains.Verification;

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
    AppleAppSettings? Ios,
    AndroidAppSettings? Android,
    string Robots,
    string OpenToken,
    bool OpenTokenRequired,
    bool ChatCodes,
    VerificationResponse Verification,
    bool Served,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static DomainResponse From(LinkDomain domain) => From(domain, DomainSettings.Parse(domain.Settings));

    private static DomainResponse From(LinkDomain domain, DomainSettings settings) => new(
        domain.Id,
        domain.Authority,
        domain.IsDefault != 0,
        domain.CaseSensitive,
        domain.RootUrl,
        domain.NotFoundUrl,
        domain.ExpiredUrl,
        settings.Ios,
        settings.Android,
        settings.Robots,
        domain.OpenToken,
        settings.OpenTokenRequired,
        settings.ChatCodes,
        VerificationResponse.From(domain),
        domain.IsServed != 0,
        DateTimeOffset.FromUnixTimeMilliseconds(domain.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(domain.UpdatedAt));
}
