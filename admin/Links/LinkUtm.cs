namespace OneLink.Admin.Links;

/// <summary>Campaign parameters that are merged into the destination when the link is published.</summary>
internal sealed record LinkUtm
{
    public static LinkUtm None { get; } = new();

    public string? Source { get; init; }

    public string? Medium { get; init; }

    public string? Campaign { get; init; }

    public string? Term { get; init; }

    public string? Content { get; init; }
}
