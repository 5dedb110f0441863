namespace OneLink.Admin.Links;

/// <summary>How a link looks on its pages and in link previews.</summary>
internal sealed record LinkBrand
{
    public static LinkBrand None { get; } = new();

    public string? Name { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? ImageUrl { get; init; }

    public string? LogoUrl { get; init; }

    /// <summary><c>#rrggbb</c> in small letters.</summary>
    public string? Color { get; init; }
}
