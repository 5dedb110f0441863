namespace OneLink.Admin.Privacy;

/// <summary>A request to erase clicks: of a link, or of the visitor who made a click. Times are Unix milliseconds.</summary>
internal sealed record Erasure
{
    public required string Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Null where a visitor's clicks are meant.</summary>
    public long? LinkId { get; init; }

    /// <summary>Null where a link's clicks are meant.</summary>
    public string? ClickId { get; init; }

    /// <summary>Clicks up to here go; later ones stay.</summary>
    public required long RequestedAt { get; init; }

    /// <summary>Times that it was carried out.</summary>
    public long Passes { get; init; }
}
