namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>Messages of a conversation, the oldest first, and what stands beside them.</summary>
internal sealed record MessageListPayload(MessageListMeta Meta, IReadOnlyList<MessageResponse> Payload);
