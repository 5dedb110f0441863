using System.Text.Json.Nodes;

namespace OneLink.Admin.Surfaces.OnSync.Messages;

/// <summary>A message as this API shows it.</summary>
internal sealed record MessageResponse : OnSyncAnswer
{
    public required string Id { get; init; }

    /// <summary>Channel and address; null where the inbox no longer knows the contact.</summary>
    public required string? ConversationId { get; init; }

    public required string ContactId { get; init; }

    public required string Platform { get; init; }

    /// <summary><c>inbound</c> or <c>outbound</c>.</summary>
    public required string Direction { get; init; }

    /// <summary><c>text</c>, <c>template</c>, <c>image</c>, <c>document</c>, <c>audio</c> or <c>video</c>.</summary>
    public required string MessageType { get; init; }

    public required string? Content { get; init; }

    public required IReadOnlyList<AttachmentResponse> Attachments { get; init; }

    /// <summary><c>queued</c>, <c>sent</c>, <c>delivered</c>, <c>read</c> or <c>failed</c>; of what came in, <c>received</c>.</summary>
    public required string Status { get; init; }

    /// <summary>By which the platform names it, and why it failed.</summary>
    public required JsonObject Metadata { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }
}
