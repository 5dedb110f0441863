namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>A page of a conversation's attachments, the newest first.</summary>
internal sealed record AttachmentListPayload(AttachmentListMeta Meta, IReadOnlyList<AttachmentResponse> Payload);
