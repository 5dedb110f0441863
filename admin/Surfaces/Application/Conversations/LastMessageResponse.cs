using System.Text.Json.Serialization;
using OneLink.Admin.Conversations;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Application.Messages;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>A message inside its conversation, which repeats a little of it.</summary>
internal sealed record LastMessageResponse
{
    public required long Id { get; init; }

    public required string? Content { get; init; }

    public required long AccountId { get; init; }

    public required long InboxId { get; init; }

    /// <summary>The number that people see.</summary>
    public required long ConversationId { get; init; }

    public required long MessageType { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>ISO 8601.</summary>
    public required string UpdatedAt { get; init; }

    public required bool Private { get; init; }

    public required string Status { get; init; }

    public required string? SourceId { get; init; }

    public required string ContentType { get; init; }

    public required RawJson ContentAttributes { get; init; }

    public required string? SenderType { get; init; }

    public required long? SenderId { get; init; }

    public required RawJson ExternalSourceIds { get; init; }

    public required RawJson AdditionalAttributes { get; init; }

    public required string? ProcessedMessageContent { get; init; }

    public required RawJson Sentiment { get; init; }

    public required Place Conversation { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required IReadOnlyList<AttachmentResponse>? Attachments { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required SenderResponse? Sender { get; init; }

    public static LastMessageResponse Of(
        Message message, Conversation conversation, long unread, string? sourceId, SenderResponse? sender, IReadOnlyList<AttachmentResponse> attachments) => new()
        {
            Id = message.Id,
            Content = message.Content,
            AccountId = message.AccountId,
            InboxId = message.InboxId,
            ConversationId = conversation.DisplayId,
            MessageType = message.MessageType,
            CreatedAt = ApiTime.Epoch(message.CreatedAt),
            UpdatedAt = ApiTime.Iso(message.UpdatedAt),
            Private = message.IsPrivate != 0,
            Status = MessageStatus.Name(message.Status),
            SourceId = message.SourceId,
            ContentType = message.ContentType,
            ContentAttributes = message.ContentAttributes,
            SenderType = message.SenderKind switch
            {
                SenderKind.User => "User",
                SenderKind.Contact => "Contact",
                SenderKind.AgentBot => "AgentBot",
                _ => null,
            },
            SenderId = message.SenderId,
            ExternalSourceIds = AttributeObject.Empty,
            AdditionalAttributes = message.AdditionalAttributes,
            ProcessedMessageContent = message.Content,
            Sentiment = AttributeObject.Empty,
            Conversation = new Place(conversation.AssigneeId, unread, ApiTime.Epoch(conversation.LastActivityAt), new Source(sourceId)),
            Attachments = attachments.Count == 0 ? null : attachments,
            Sender = sender,
        };

    internal sealed record Place(long? AssigneeId, long UnreadCount, long LastActivityAt, Source ContactInbox);

    internal sealed record Source(string? SourceId);
}
