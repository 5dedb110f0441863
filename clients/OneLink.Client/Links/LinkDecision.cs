namespace OneLink.Client.Links;

/// <summary>What the edge would answer to a visit, and why.</summary>
public sealed record LinkDecision
{
    public required int Status { get; init; }

    /// <summary><c>url</c>, <c>fallback</c>, <c>deepLinkPage</c>, <c>card</c>, <c>expired</c> or <c>none</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>The page that is shown instead of a redirect.</summary>
    public string? Page { get; init; }

    public string? Location { get; init; }

    public string? DeepLink { get; init; }

    public string? Rule { get; init; }

    public string? Variant { get; init; }

    public required string Platform { get; init; }

    /// <summary><c>human</c>, <c>bot</c>, <c>preview</c> or <c>prefetch</c>.</summary>
    public required string Visitor { get; init; }

    public string? Country { get; init; }

    public string? Region { get; init; }

    /// <summary>The decision in sentences.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
