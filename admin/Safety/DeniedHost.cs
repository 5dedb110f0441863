namespace OneLink.Admin.Safety;

/// <summary>An entry of a list, as stored.</summary>
internal sealed record DeniedHost
{
    public required string Host { get; init; }

    /// <summary>Whether the links that led there before have been stopped.</summary>
    public required long IsApplied { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }
}
