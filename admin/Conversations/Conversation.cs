using OneLink.Admin.Json;

namespace OneLink.Admin.Conversations;

/// <summary>What is said between a contact and an account in one inbox. Times are Unix milliseconds, as stored.</summary>
internal sealed record Conversation
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long InboxId { get; init; }

    public required long ContactId { get; init; }

    /// <summary>Null where the contact is no longer known in the inbox.</summary>
    public long? ContactInboxId { get; init; }

    /// <summary>The number that people see: 1, 2, 3 … in each account.</summary>
    public required long DisplayId { get; init; }

    public required string Uuid { get; init; }

    /// <summary>One of <see cref="ConversationStatus"/>.</summary>
    public long Status { get; init; }

    /// <summary>One of <see cref="ConversationPriority"/>.</summary>
    public long? Priority { get; init; }

    public long? AssigneeId { get; init; }

    /// <summary>A bot to whom it is assigned instead of a person.</summary>
    public long? AssigneeAgentBotId { get; init; }

    /// <summary>Since when it is open and waits for somebody to be given to; null where it does not.</summary>
    public long? AwaitsAssigneeSince { get; init; }

    public long? TeamId { get; init; }

    public long? SnoozedUntil { get; init; }

    /// <summary>JSON object: what the channel tells.</summary>
    public string AdditionalAttributes { get; init; } = AttributeObject.Empty;

    /// <summary>JSON object.</summary>
    public string CustomAttributes { get; init; } = AttributeObject.Empty;

    public long? AgentLastSeenAt { get; init; }

    public long? AssigneeLastSeenAt { get; init; }

    public long? ContactLastSeenAt { get; init; }

    /// <summary>When a person first answered.</summary>
    public long? FirstReplyCreatedAt { get; init; }

    /// <summary>Since when the contact waits for an answer; null where nobody waits.</summary>
    public long? WaitingSince { get; init; }

    public required long LastActivityAt { get; init; }

    public long? LastMessageId { get; init; }

    public long? LastNonActivityMessageId { get; init; }

    /// <summary>Time of the newest incoming message.</summary>
    public long? LastIncomingAt { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
