using System.Text.Json.Nodes;
using OneLink.Admin.Files;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>Shows messages.</summary>
internal sealed class MessageView(FileLinks links)
{
    private const string Text = "text";
    private const string Template = "template";
    private const string Document = "document";

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
            Status = message.IsIncoming ? "received" : MessageStatus.Name(message.Status),
            Metadata = Metadata(said),
            CreatedAt = ApiTime.Iso(message.CreatedAt),
            UpdatedAt = ApiTime.Iso(message.UpdatedAt),
        };
    }

    private static string TypeOf(Message message, IReadOnlyList<AttachmentResponse> attachments)
        => AttributeObject.Parse(message.AdditionalAttributes)["template_params"] is not null ? Template
            : attachments is [var first, ..] ? first.Type
            : Text;

    private static JsonObject Metadata(HistoryMessage said)
    {
        var message = said.Message;
        var metadata = new JsonObject { ["platformMessageId"] = message.SourceId };
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
