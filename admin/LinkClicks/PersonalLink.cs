namespace OneLink.Admin.LinkClicks;

/// <summary>A link that was made for a contact, with where it was sent.</summary>
internal sealed record PersonalLink
{
    public required long LinkId { get; init; }

    public required long DomainId { get; init; }

    public required string Slug { get; init; }

    public string? Campaign { get; init; }

    public long? MessageId { get; init; }

    /// <summary>The number that people see; null where it was sent in none, or the conversation is gone.</summary>
    public long? ConversationNumber { get; init; }

    /// <summary>Where that conversation is held.</summary>
    public long? InboxId { get; init; }
}
