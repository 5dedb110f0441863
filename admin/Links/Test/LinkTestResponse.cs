namespace OneLink.Admin.Links.Test;

/// <summary>What the edge would answer, and why.</summary>
internal sealed record LinkTestResponse
{
    public required int Status { get; init; }

    /// <summary>What kind of destination: <c>url</c>, <c>fallback</c>, <c>deepLinkPage</c>, <c>card</c>, <c>expired</c>, <c>none</c>.</summary>
    public required string Destination { get; init; }

    /// <summary>The page that is shown instead of a redirect; null for a redirect.</summary>
    public string? Page { get; init; }

    /// <summary>Where the redirect leads, or where a visitor without the app goes from the page.</summary>
    public string? Location { get; init; }

    /// <summary>What the page opens: a URI into the app, on Android wrapped in an intent.</summary>
    public string? DeepLink { get; init; }

    /// <summary>Name of the rule that decided.</summary>
    public string? Rule { get; init; }

    /// <summary>Name of the visitor's variant.</summary>
    public string? Variant { get; init; }

    public required string Platform { get; init; }

    public required LinkTestDevice Device { get; init; }

    /// <summary><c>human</c>, <c>bot</c>, <c>preview</c> or <c>prefetch</c>: how the click would be counted.</summary>
    public required string Visitor { get; init; }

    public string? Country { get; init; }

    public string? Region { get; init; }

    /// <summary>Every rule in order, and which of its conditions do not hold.</summary>
    public required IReadOnlyList<LinkTestRule> Rules { get; init; }

    /// <summary>The decision in sentences.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
}
