namespace OneLink.Shared.Clicks;

/// <summary>What the visitor was answered with. Persisted: never renumber.</summary>
public enum DestinationKind : byte
{
    /// <summary>Nothing: not found, gone or unavailable.</summary>
    None = 0,

    /// <summary>The link's <c>url</c>.</summary>
    Url = 1,

    /// <summary>A platform's <c>fallbackUrl</c>.</summary>
    Fallback = 2,

    /// <summary>The page that attempts the deep link.</summary>
    DeepLinkPage = 3,

    /// <summary>A link card for a preview fetcher.</summary>
    Card = 4,

    /// <summary>The expired URL of the link or its domain.</summary>
    Expired = 5,

    /// <summary>A domain's root or not-found URL.</summary>
    Domain = 6,
}
