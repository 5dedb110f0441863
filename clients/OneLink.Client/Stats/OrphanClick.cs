namespace OneLink.Client.Stats;

/// <summary>One request that led to no link.</summary>
public sealed record OrphanClick : ShortLinkRequest
{
    /// <summary>Why: <c>unknown_slug</c>, <c>root</c>, <c>inactive</c> or <c>expired</c>.</summary>
    public required string Type { get; init; }

    /// <summary>That was asked.</summary>
    public required string Domain { get; init; }

    /// <summary>That was asked for; null for the domain's root.</summary>
    public string? Slug { get; init; }

    /// <summary>Of a link that was not in force; null where there is none.</summary>
    public string? LinkId { get; init; }

    /// <summary>Domain and slug of that link.</summary>
    public string? Link { get; init; }
}
