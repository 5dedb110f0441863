namespace OneLink.Admin.Surfaces.Application.Inboxes;

/// <summary>The inboxes that the caller works in.</summary>
internal sealed record InboxListPayload(IReadOnlyList<InboxResponse> Payload);
