namespace OneLink.Admin.CustomAttributes;

/// <summary>An attribute of an account's own making. Times are Unix milliseconds, as stored.</summary>
internal sealed record CustomAttributeDefinition
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>One of <see cref="AttributeModel"/>.</summary>
    public long Model { get; init; }

    public string AttributeKey { get; init; } = "";

    public string DisplayName { get; init; } = "";

    /// <summary>One of <see cref="AttributeDisplayType"/>.</summary>
    public long DisplayType { get; init; }

    public string? Description { get; init; }

    /// <summary>JSON array of texts: what a list offers.</summary>
    public string ListValues { get; init; } = "[]";

    public string? RegexPattern { get; init; }

    /// <summary>What to tell whoever writes a value that the pattern does not fit.</summary>
    public string? RegexCue { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
