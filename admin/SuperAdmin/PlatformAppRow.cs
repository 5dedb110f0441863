namespace OneLink.Admin.SuperAdmin;

/// <summary>What the directory reads of a platform app. Times are Unix milliseconds.</summary>
internal sealed record PlatformAppRow
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Of its access token.</summary>
    public long? TokenId { get; init; }

    public long? TokenCreatedAt { get; init; }

    public long? TokenLastUsedAt { get; init; }

    public required long Accounts { get; init; }

    public required long Users { get; init; }

    public required long AgentBots { get; init; }
}
