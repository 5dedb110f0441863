using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A conversation as the account's people see it. Times are seconds since 1970, 0 where there is none, unless a member says otherwise.</summary>
internal sealed record ConversationResponse
{
    public required ConversationMeta Meta { get; init; }

    /// <summary>The number that people see.</summary>
    public required long Id { get; init; }

    /// <summary>The last one, or none.</summary>
    public required IReadOnlyList<LastMessageResponse> Messages { get; init; }

    public required long AccountId { get; init; }

    public required string Uuid { get; init; }

    public required RawJson AdditionalAttributes { get; init; }

    public required long AgentLastSeenAt { get; init; }

    public required long AssigneeLastSeenAt { get; init; }

    public required bool CanReply { get; init; }

    public required long ContactLastSeenAt { get; init; }

    public required RawJson CustomAttributes { get; init; }

    public required long InboxId { get; init; }

    public required IReadOnlyList<string> Labels { get; init; }

    public required bool Muted { get; init; }

    /// <summary>ISO 8601 or null.</summary>
    public required string? SnoozedUntil { get; init; }

    public required string Status { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>With its fraction.</summary>
    public required double UpdatedAt { get; init; }

    public required long Timestamp { get; init; }

    public required long FirstReplyCreatedAt { get; init; }

    public required long UnreadCount { get; init; }

    public required LastMessageResponse? LastNonActivityMessage { get; init; }

    public required long LastActivityAt { get; init; }

    public required string? Priority { get; init; }

    public required long WaitingSince { get; init; }

    public required long? SlaPolicyId { get; init; }
}
