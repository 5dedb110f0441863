using System.Text.Json.Nodes;
using OneLink.Admin.Surfaces.Application.Conversations;
using OneLink.Admin.Surfaces.Application.Messages;

namespace OneLink.Admin.Surfaces.Application.Notifications;

/// <summary>Something that a person should look at. Times are in Unix seconds, but for those that may be null, which are ISO 8601.</summary>
internal sealed record NotificationResponse
{
    public required long Id { get; init; }

    public required string NotificationType { get; init; }

    public required string PushMessageTitle { get; init; }

    public required string PushMessageBody { get; init; }

    public required string PrimaryActorType { get; init; }

    /// <summary>Of the conversation's row; its number is the actor's own id.</summary>
    public required long PrimaryActorId { get; init; }

    public required Actor PrimaryActor { get; init; }

    public required string? ReadAt { get; init; }

    /// <summary>The message that it tells of.</summary>
    public required MessageResponse? SecondaryActor { get; init; }

    public required SenderResponse? User { get; init; }

    public required long CreatedAt { get; init; }

    public required long LastActivityAt { get; init; }

    public required string? SnoozedUntil { get; init; }

    public required long AccountId { get; init; }

    public required JsonObject Meta { get; init; }

    internal sealed record Actor(long Id, ConversationMeta Meta, long InboxId);
}
