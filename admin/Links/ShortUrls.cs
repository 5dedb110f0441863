using OneLink.Admin.Domains;

namespace OneLink.Admin.Links;

/// <summary>The address that is shared.</summary>
internal static class ShortUrls
{
    /// <summary>The slug percent-encoded as UTF-8, except the slashes between its segments.</summary>
    public static string Of(LinkDomain domain, string slug) => domain.BaseUrl + PathOf(slug);

    /// <summary>The path of it, with its first slash.</summary>
    public static string PathOf(string slug) => "/" + Uri.EscapeDataString(slug).Replace("%2F", "/", StringComparison.Ordinal);
}
