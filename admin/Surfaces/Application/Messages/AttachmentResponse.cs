using System.Text.Json.Serialization;
using OneLink.Admin.Files;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>What comes with a message, as people see it.</summary>
internal sealed record AttachmentResponse
{
    public required long Id { get; init; }

    public required long MessageId { get; init; }

    public required string FileType { get; init; }

    public required long AccountId { get; init; }

    public required string? Extension { get; init; }

    public required string? ContentType { get; init; }

    public required string DataUrl { get; init; }

    public required string ThumbUrl { get; init; }

    /// <summary>In bytes.</summary>
    public required long? FileSize { get; init; }

    public required long? Width { get; init; }

    public required long? Height { get; init; }

    /// <summary>Seconds since 1970; only among all attachments of a conversation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? CreatedAt { get; init; }

    /// <summary>Only among all attachments of a conversation.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SenderResponse? Sender { get; init; }

    public static AttachmentResponse Of(Attachment attachment, FileLinks links) => new()
    {
        Id = attachment.Id,
        MessageId = attachment.MessageId,
        FileType = attachment.FileType,
        AccountId = attachment.AccountId,
        Extension = ExtensionOf(attachment.FileName),
        ContentType = attachment.ContentType,
        DataUrl = attachment.StorageKey is { } key ? links.Of(key, NameOf(attachment)) : attachment.ExternalUrl ?? "",
        ThumbUrl = links.OfThumbnail(attachment.ThumbnailKey, NameOf(attachment)),
        FileSize = attachment.ByteSize,
        Width = attachment.Width,
        Height = attachment.Height,
    };

    private static string NameOf(Attachment attachment) => attachment.FileName ?? "file";

    private static string? ExtensionOf(string? name) => Path.GetExtension(name)?.TrimStart('.') is { Length: > 0 } extension ? extension : null;
}
