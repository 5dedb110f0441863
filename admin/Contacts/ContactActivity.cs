namespace OneLink.Admin.Contacts;

/// <summary>What a contact has done. Times are Unix milliseconds; null where it never has.</summary>
internal sealed record ContactActivity
{
    public long? LastSeenAt { get; init; }

    public long? LastMessageAt { get; init; }

    public required long ConversationCount { get; init; }

    /// <summary>Without notes among agents and what the system notes.</summary>
    public required long MessageCount { get; init; }
}
