namespace OneLink.Admin.Labels;

/// <summary>A label that an account offers. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Label
{
    public const string DefaultColor = "#1f93ff";

    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Lower case.</summary>
    public string Title { get; init; } = "";

    public string? Description { get; init; }

    public string Color { get; init; } = DefaultColor;

    public long IsOnSidebar { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
