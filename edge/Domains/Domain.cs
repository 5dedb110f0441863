namespace OneLink.Edge.Domains;

/// <summary>A link domain, ready for the redirect. URLs are bytes for a <c>Location</c> header, empty where not set.</summary>
internal sealed record Domain
{
    public required uint Id { get; init; }

    public required uint AccountId { get; init; }

    /// <summary>Normalised host: lower case, no port, no trailing dot, no <c>www.</c>.</summary>
    public required byte[] Host { get; init; }

    public bool CaseSensitive { get; init; }

    public byte[] RootUrl { get; init; } = [];

    public byte[] NotFoundUrl { get; init; } = [];

    public byte[] ExpiredUrl { get; init; } = [];

    /// <summary>The domain's <c>robots.txt</c>.</summary>
    public byte[] Robots { get; init; } = [];

    /// <summary>The domain's <c>apple-app-site-association</c>; empty where it names no app.</summary>
    public byte[] AppleApps { get; init; } = [];

    /// <summary>The domain's <c>assetlinks.json</c>; empty where it names no app.</summary>
    public byte[] AndroidApps { get; init; } = [];

    /// <summary>Chats to which its links lead are told of the click.</summary>
    public bool TellsChats { get; init; }

    /// <summary>Serves host names that no domain has.</summary>
    public bool IsFallback { get; init; }
}
