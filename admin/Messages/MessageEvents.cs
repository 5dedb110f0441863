using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Messages;

/// <summary>The events of messages.</summary>
internal static class MessageEvents
{
    /// <param name="message">As stored.</param>
    /// <param name="echoId">By which the sender's client knows its own message again; told once and not stored.</param>
    /// <param name="performer">Who did it.</param>
    public static DomainEvent Created(Message message, string? echoId, Performer? performer)
        => new(EventNames.MessageCreated, message.AccountId, message.Id)
        {
            Data = echoId is null ? null : new JsonObject { ["echo_id"] = echoId },
            Performer = performer,
        };

    public static DomainEvent FirstReply(Message message, Performer? performer)
        => new(EventNames.FirstReplyCreated, message.AccountId, message.Id) { Performer = performer };

    /// <summary>A file that came with it can be had now.</summary>
    public static DomainEvent FileFetched(long accountId, long messageId)
        => new(EventNames.MessageUpdated, accountId, messageId) { ChangedAttributes = new AttributeChanges().Add("attachments", "waiting", "stored") };

    public static DomainEvent Updated(Message before, Message after, Performer? performer)
        => new(EventNames.MessageUpdated, after.AccountId, after.Id)
        {
            ChangedAttributes = new AttributeChanges()
                .Add("content", before.Content, after.Content)
                .Add("content_type", before.ContentType, after.ContentType)
                .Add("content_attributes", AttributeObject.Parse(before.ContentAttributes), AttributeObject.Parse(after.ContentAttributes))
                .Add("status", MessageStatus.Name(before.Status), MessageStatus.Name(after.Status))
                .Add("source_id", before.SourceId, after.SourceId),
            Performer = performer,
        };
}
