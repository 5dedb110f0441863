namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>About a page of attachments.</summary>
/// <param name="TotalCount">On all pages.</param>
internal sealed record AttachmentListMeta(long TotalCount);
