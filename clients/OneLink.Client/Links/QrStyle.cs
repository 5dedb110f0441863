using OneLink.Client.Http;

namespace OneLink.Client.Links;

/// <summary>How a QR code looks; what is not set is as the server has it.</summary>
public sealed record QrStyle
{
    /// <summary>PNG instead of SVG.</summary>
    public bool Png { get; init; }

    /// <summary>Width and height in pixels.</summary>
    public int? Size { get; init; }

    /// <summary>Error correction: L, M, Q or H.</summary>
    public string? Level { get; init; }

    /// <summary>Of the dark modules, <c>rrggbb</c>.</summary>
    public string? Color { get; init; }

    /// <summary>URL of a picture for the middle, or <c>true</c> for the brand's logo.</summary>
    public string? Logo { get; init; }

    internal Query AddTo(Query query) => query
        .With("format", Png ? "png" : null)
        .With("size", Size)
        .With("level", Level)
        .With("color", Color)
        .With("logo", Logo);
}
