using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Domains.Verification;

/// <summary>The proof of control over a domain, as the API description shows it.</summary>
internal static class VerificationSchema
{
    public static ApiObject Answered { get; } = ApiObject.Answered(
        "DomainVerification",
        "Whether control of a domain is proven, and how to prove it.",
        new("state", ApiType.OneOf(DomainVerification.Pending, DomainVerification.Verified, DomainVerification.Failed), "`pending` where it was never looked for."),
        new(
            "method",
            ApiType.OneOf(DomainVerification.ByDns, DomainVerification.ByHttp, DomainVerification.ByInstallation).OrNull(),
            "How it was proven; `installation` for the installation's own."),
        new("reason", ApiType.Text().OrNull(), "Why the last look failed and what to do."),
        new("checkedAt", ApiType.Time.OrNull(), "When it was last looked for."),
        new("verifiedAt", ApiType.Time.OrNull(), "When it was proven."),
        new(
            "dns",
            ApiType.Of(ApiObject.Answered(
                "VerificationRecord",
                "A DNS record to add.",
                new("type", ApiType.Text().Like("TXT"), "Of the record."),
                new("name", ApiType.Text(), "Of the record."),
                new("value", ApiType.Text(), "Of the record."))),
            "One way: a TXT record."),
        new(
            "http",
            ApiType.Of(ApiObject.Answered(
                "VerificationFile",
                "A file to put up.",
                new("url", ApiType.Uri(), "Where; plain http will do as well."),
                new("content", ApiType.Text(), "All of it."))),
            "The other: a file on the site that the host has."));
}
