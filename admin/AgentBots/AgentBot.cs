namespace OneLink.Admin.AgentBots;

/// <summary>A program that answers in conversations. Times are Unix milliseconds, as stored.</summary>
internal sealed record AgentBot
{
    public required long Id { get; init; }

    /// <summary>Null: a system bot, which every account can connect to its inboxes.</summary>
    public long? AccountId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Where it is told of events.</summary>
    public string? OutgoingUrl { get; init; }

    public long BotType { get; init; }

    /// <summary>JSON object.</summary>
    public string BotConfig { get; init; } = "{}";

    /// <summary>Signs what it is told.</summary>
    public required string Secret { get; init; }

    /// <summary>The picture, where it lies with our files.</summary>
    public long? AvatarFileId { get; init; }

    /// <summary>Where the picture can be had.</summary>
    public string? AvatarUrl { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
