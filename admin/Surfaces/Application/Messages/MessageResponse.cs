using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>A message as the account's people see it.</summary>
internal sealed record MessageResponse
{
    public required long Id { get; init; }

    public required string? Content { get; init; }

    public required long InboxId { get; init; }

    /// <summary>As the sender gave it, and only to the sender.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EchoId { get; init; }

    /// <summary>The number that people see.</summary>
    public required long ConversationId { get; init; }

    public required long MessageType { get; init; }

    public required string ContentType { get; init; }

    public required string Status { get; init; }

    public required RawJson ContentAttributes { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    public required bool Private { get; init; }

    public required string? SourceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SenderResponse? Sender { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentResponse>? Attachments { get; init; }

    public static MessageResponse Of(Message message, long displayId, SenderResponse? sender, IReadOnlyList<AttachmentResponse> attachments) => new()
    {
        Id = message.Id,
        Content = message.Content,
        InboxId = message.InboxId,
        ConversationId = displayId,
        MessageType = message.MessageType,
        ContentType = message.ContentType,
        Status = MessageStatus.Name(message.Status),
        ContentAttributes = message.ContentAttributes,
        CreatedAt = ApiTime.Epoch(message.CreatedAt),
        Private = message.IsPrivate != 0,
        SourceId = message.SourceId,
        Sender = sender,
        Attachments = attachments.Count == 0 ? null : attachments,
    };
}
