namespace OneLink.Admin.Notifications;

/// <summary>Something that a person should look at. Times are Unix milliseconds.</summary>
internal sealed record Notification
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long UserId { get; init; }

    /// <summary>One of <see cref="Notifications.NotificationType"/>.</summary>
    public required string NotificationType { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>The message that it tells of; null where it tells of the conversation.</summary>
    public long? MessageId { get; init; }

    /// <summary>Null where it is unread, also since it came back from being put off.</summary>
    public long? ReadAt { get; init; }

    /// <summary>Null where it is not put off, or no longer.</summary>
    public long? SnoozedUntil { get; init; }

    public required long LastActivityAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
