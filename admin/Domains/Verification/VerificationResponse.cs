namespace OneLink.Admin.Domains.Verification;

/// <summary>Whether control of a domain is proven, and how to prove it.</summary>
/// <param name="State"><c>pending</c> (never looked for), <c>verified</c> or <c>failed</c>.</param>
/// <param name="Method">How it was proven: <c>dns</c>, <c>http</c>, or <c>installation</c> for the installation's own.</param>
/// <param name="Reason">Why the last look failed and what to do; null where it did not.</param>
/// <param name="CheckedAt">When it was last looked for.</param>
/// <param name="VerifiedAt">When it was proven.</param>
/// <param name="Dns">One way: a TXT record.</param>
/// <param name="Http">The other: a file on the site that the host has.</param>
internal sealed record VerificationResponse(
    string State,
    string? Method,
    string? Reason,
    DateTimeOffset? CheckedAt,
    DateTimeOffset? VerifiedAt,
    VerificationRecord Dns,
    VerificationFile Http)
{
    public static VerificationResponse From(LinkDomain domain) => new(
        domain.VerificationState,
        domain.VerificationMethod,
        domain.VerificationReason,
        Time(domain.VerificationCheckedAt),
        Time(domain.VerifiedAt),
        new VerificationRecord("TXT", DomainVerification.TxtName(domain), DomainVerification.TxtValue(domain)),
        new VerificationFile(DomainVerification.FileUrl(domain, Uri.UriSchemeHttps).AbsoluteUri, domain.VerificationToken));

    private static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
