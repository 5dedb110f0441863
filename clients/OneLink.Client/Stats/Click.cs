namespace OneLink.Client.Stats;

/// <summary>One request of a short link. Its id is what events that report what followed name.</summary>
public sealed record Click : ShortLinkRequest
{
    public required string LinkId { get; init; }

    /// <summary>Domain and slug, or the id where the link is gone.</summary>
    public required string Link { get; init; }
}
