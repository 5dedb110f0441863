using OneLink.Admin.Access;

namespace OneLink.Admin.Domains.Verification;

/// <summary>Words of the proof that whoever registers a domain controls it.</summary>
internal static class DomainVerification
{
    public const string Pending = "pending";
    public const string Verified = "verified";
    public const string Failed = "failed";

    public const string ByDns = "dns";
    public const string ByHttp = "http";

    /// <summary>The domain that the installation made for itself.</summary>
    public const string ByInstallation = "installation";

    private const string TxtLabel = "_onelink.";
    private const string TxtPrefix = "onelink-verification=";
    private const string Path = "/.well-known/onelink-verification";

    public static string NewToken() => SecretText.Secret("olv_");

    /// <summary>Name of the TXT record.</summary>
    public static string TxtName(LinkDomain domain) => TxtLabel + domain.Host;

    /// <summary>What the TXT record must hold.</summary>
    public static string TxtValue(LinkDomain domain) => TxtPrefix + domain.VerificationToken;

    /// <summary>Where a file with the token does as well.</summary>
    public static Uri FileUrl(LinkDomain domain, string scheme) => new($"{scheme}://{domain.Authority}{Path}");
}
