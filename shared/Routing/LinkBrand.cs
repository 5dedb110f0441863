namespace OneLink.Shared.Routing;

/// <summary>How pages and cards of a link look. UTF-8, not yet encoded for HTML.</summary>
public readonly ref struct LinkBrand(
    ReadOnlySpan<byte> name,
    ReadOnlySpan<byte> title,
    ReadOnlySpan<byte> description,
    ReadOnlySpan<byte> imageUrl,
    ReadOnlySpan<byte> logoUrl,
    ReadOnlySpan<byte> color)
{
    public ReadOnlySpan<byte> Name { get; } = name;

    public ReadOnlySpan<byte> Title { get; } = title;

    public ReadOnlySpan<byte> Description { get; } = description;

    public ReadOnlySpan<byte> ImageUrl { get; } = imageUrl;

    public ReadOnlySpan<byte> LogoUrl { get; } = logoUrl;

    /// <summary><c>#rrggbb</c> or empty.</summary>
    public ReadOnlySpan<byte> Color { get; } = color;

    /// <summary>Whether there is enough for a link card; otherwise the destination's own is better.</summary>
    public bool HasCard => !Title.IsEmpty || !Description.IsEmpty || !ImageUrl.IsEmpty;
}
