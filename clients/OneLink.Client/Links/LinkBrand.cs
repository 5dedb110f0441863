namespace OneLink.Client.Links;

/// <summary>How a link looks in previews and on its pages.</summary>
public sealed record LinkBrand
{
    public string? Name { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? ImageUrl { get; init; }

    public string? LogoUrl { get; init; }

    /// <summary><c>#rrggbb</c>.</summary>
    public string? Color { get; init; }
}
