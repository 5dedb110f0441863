namespace OneLink.Shared.Links;

/// <summary>Slugs that mean something else on an edge or in an API path. Letter case makes no difference.</summary>
internal static class ReservedSlugs
{
    /// <summary>Fetched by browsers, crawlers and operating systems on any domain, by load balancers on any edge, or calls of the API.</summary>
    private static readonly string[] Names =
    [
        "favicon.ico", "robots.txt", "sitemap.xml", "apple-app-site-association",
        "healthz", "readyz", "metrics",
        "export", "import", "metadata",
    ];

    /// <summary>Calls of the API (<c>bulk-</c>) and its other ways to name a link.</summary>
    private static readonly string[] Prefixes = ["bulk-", "lnk_", "ext_"];

    /// <summary>Sub-resources of a link in the API.</summary>
    private static readonly string[] LastSegments = ["stats", "clicks", "qr", "test"];

    private const string WellKnown = ".well-known";

    /// <summary>Why the slug cannot be had, or null.</summary>
    internal static string? Error(string slug)
    {
        if (slug.StartsWith('_'))
        {
            return "must not start with '_', which OneLink keeps for itself; start with a letter or digit.";
        }

        if (slug.EndsWith('+'))
        {
            return "must not end with '+', which asks for a link's preview; leave it out.";
        }

        foreach (var name in Names)
        {
            if (slug.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return $"'{slug}' is reserved; choose another name.";
            }
        }

        foreach (var prefix in Prefixes)
        {
            if (slug.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return $"must not start with '{prefix}', which is reserved; choose another name.";
            }
        }

        var firstSegment = slug.AsSpan(0, slug.AsSpan().IndexOf('/') is var slash and >= 0 ? slash : slug.Length);
        if (firstSegment.Equals(WellKnown, StringComparison.OrdinalIgnoreCase))
        {
            return $"must not start with '{WellKnown}', which belongs to the domain (RFC 8615); choose another name.";
        }

        var lastSegment = slug.AsSpan(slug.LastIndexOf('/') + 1);
        foreach (var name in LastSegments)
        {
            if (lastSegment.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return $"must not end in the segment '{name}', which is a call of the API; choose another name.";
            }
        }

        return null;
    }
}
