namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>One contact, wrapped.</summary>
internal sealed record ContactPayload(ContactResponse Payload);
