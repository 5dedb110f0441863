namespace OneLink.Client.Links;

/// <summary>Campaign parameters that are merged into the destination.</summary>
public sealed record LinkUtm
{
    public string? Source { get; init; }

    public string? Medium { get; init; }

    public string? Campaign { get; init; }

    public string? Term { get; init; }

    public string? Content { get; init; }
}
