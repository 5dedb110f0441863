namespace OneLink.Admin.PlatformApps;

/// <summary>A program that makes accounts and people and looks after them, and only after those.</summary>
internal sealed record PlatformApp
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }
}
