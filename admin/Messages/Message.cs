using OneLink.Admin.Json;

namespace OneLink.Admin.Messages;

/// <summary>One message of a conversation. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record Message
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long InboxId { get; init; }

    public required long ConversationId { get; init; }

    /// <summary>One of <see cref="Messages.MessageType"/>.</summary>
    public required long MessageType { get; init; }

    public string? Content { get; init; }

    /// <summary>One of <see cref="MessageContentType"/>.</summary>
    public string ContentType { get; init; } = MessageContentType.Text;

    /// <summary>JSON object: items, in_reply_to, deleted, external_error, …</summary>
    public string ContentAttributes { get; init; } = AttributeObject.Empty;

    /// <summary>JSON object: template_params, campaign_id.</summary>
    public string AdditionalAttributes { get; init; } = AttributeObject.Empty;

    /// <summary>A note among agents: the contact never sees it.</summary>
    public long IsPrivate { get; init; }

    /// <summary>One of <see cref="MessageStatus"/>.</summary>
    public long Status { get; init; }

    /// <summary>By which the channel names it: unique in the inbox.</summary>
    public string? SourceId { get; init; }

    /// <summary>The sender's own key, by which a repeated send is known: unique in the conversation.</summary>
    public string? ClientKey { get; init; }

    /// <summary>One of <see cref="Messages.SenderKind"/>; null where nobody said it.</summary>
    public string? SenderKind { get; init; }

    public long? SenderId { get; init; }

    /// <summary>Unlike that of any other message of the conversation.</summary>
    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public bool IsIncoming => MessageType == Messages.MessageType.Incoming;

    public bool IsActivity => MessageType == Messages.MessageType.Activity;
}
