namespace OneLink.Client.Links;

/// <summary>What a page says of itself; null where it says nothing. Texts fit the fields of a <see cref="LinkBrand"/>.</summary>
public sealed record PageMetadata
{
    /// <summary>Of the page that was read, after redirects.</summary>
    public required string Url { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Address of its picture.</summary>
    public string? Image { get; init; }

    /// <summary>Address of its icon.</summary>
    public string? Icon { get; init; }

    public string? SiteName { get; init; }

    /// <summary>The address that the page gives as its own.</summary>
    public string? Canonical { get; init; }
}
