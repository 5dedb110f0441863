namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>A page of contacts.</summary>
internal sealed record ContactListPayload(ContactListMeta Meta, IReadOnlyList<ContactResponse> Payload);
