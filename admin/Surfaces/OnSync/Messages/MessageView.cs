using System.Text.Json.Nodes;
using OneLink.Admin.Channels;
using OneLink.Admin.Files;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>Shows messages.</summary>
internal sealed class MessageView(FileLinks links)
{
    private const string Text = "text";
    private const string Template = "template";
    private const string Document = "document";

    /// <summary>Of what the platform has not taken yet.</summary>
    public const string Queued = "queued";

    public MessageResponse Of(HistoryMessage said)
    {
        var message = said.Message;
        IReadOnlyList<AttachmentResponse> attachments = [.. said.Attachments.Select(Of)];
        return new MessageResponse
        {
            Id = PublicId.Message(message.Id),
            ConversationId = said.Address?.ToString(),
            ContactId = PublicId.Contact(said.ContactId),
            Platform = said.Channel,
            Direction = message.IsIncoming ? "inbound" : "outbound",
            MessageType = TypeOf(message, attachments),
            Content = message.Content,
            Attachments = attachments,
            Status = message.IsIncoming ? "received" : IsQueued(said) ? Queued : MessageStatus.Name(message.Status),
            Metadata = Metadata(said),
            CreatedAt = ApiTime.Iso(message.CreatedAt),
            UpdatedAt = ApiTime.Iso(message.UpdatedAt),
        };
    }

    private static string TypeOf(Message message, IReadOnlyList<AttachmentResponse> attachments)
        => AttributeObject.Parse(message.AdditionalAttributes)["template_params"] is not null ? Template
            : attachments is [var first, ..] ? first.Type
            : Text;

    /// <summary>Whether the platform has not taken it yet.</summary>
    private static bool IsQueued(HistoryMessage said) => said.Message is { SourceId: null, Status: MessageStatus.Sent } && InboxChannel.IsProvider(said.Channel);

    /// <summary>What the sender has given, and what the platform tells.</summary>
    private static JsonObject Metadata(HistoryMessage said)
    {
        var message = said.Message;
        var metadata = AttributeObject.Parse(message.AdditionalAttributes)[AddressedMessage.Metadata] is JsonObject given ? (JsonObject)given.DeepClone() : [];
        metadata["platformMessageId"] = message.SourceId;
        if (AttributeObject.Text(AttributeObject.Parse(message.ContentAttributes), "external_error") is { } error)
        {
            metadata["error"] = error;
        }

        if (said.LinkClicks is { } clicks)
        {
            metadata["linkClicks"] = clicks;
        }

        return metadata;
    }

    private AttachmentResponse Of(Attachment attachment) => new(
        attachment.FileType is "image" or "audio" or "video" ? attachment.FileType : Document,
        attachment.StorageKey is { } key ? links.Of(key, attachment.FileName ?? "file") : attachment.ExternalUrl ?? "",
        attachment.FileName,
        attachment.ContentType,
        attachment.ByteSize);
}
