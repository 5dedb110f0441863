namespace OneLink.Admin.LinkClicks;

/// <summary>For whom a link was made. Times are Unix milliseconds.</summary>
internal sealed record LinkRecipient
{
    public required long LinkId { get; init; }

    public required long AccountId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>In which it was sent; null where it was not, or the conversation is gone.</summary>
    public long? ConversationId { get; init; }

    /// <summary>The message that carries it.</summary>
    public long? MessageId { get; init; }

    /// <summary>That the message is part of; null where it is of none.</summary>
    public string? Campaign { get; init; }

    public required long CreatedAt { get; init; }
}
