using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.Application.Messages;
using OneLink.Admin.Widget;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>A message as the contact sees it: neither whether it is a note nor how far it has come.</summary>
internal sealed record ClientMessageResponse
{
    public required long Id { get; init; }

    public required string? Content { get; init; }

    public required long MessageType { get; init; }

    public required string ContentType { get; init; }

    public required RawJson ContentAttributes { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>The number that people see.</summary>
    public required long ConversationId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AttachmentResponse>? Attachments { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SenderResponse? Sender { get; init; }

    /// <summary>What is to be seen of the account's own links in the text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LinkCard>? LinkCards { get; init; }

    public static ClientMessageResponse Of(MessageResponse message, IReadOnlyList<LinkCard>? cards = null) => new()
    {
        Id = message.Id,
        Content = message.Content,
        MessageType = message.MessageType,
        ContentType = message.ContentType,
        ContentAttributes = message.ContentAttributes,
        CreatedAt = message.CreatedAt,
        ConversationId = message.ConversationId,
        Attachments = message.Attachments,
        Sender = message.Sender,
        LinkCards = cards is { Count: > 0 } ? cards : null,
    };
}
