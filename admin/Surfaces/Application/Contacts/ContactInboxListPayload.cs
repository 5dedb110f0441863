namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Inboxes through which a contact can be written to.</summary>
internal sealed record ContactInboxListPayload(IReadOnlyList<ContactInboxResponse> Payload);
