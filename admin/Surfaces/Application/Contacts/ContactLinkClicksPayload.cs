namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>A page of a contact's taps, the newest first.</summary>
internal sealed record ContactLinkClicksPayload(ContactLinkClicksMeta Meta, IReadOnlyList<ContactLinkClickResponse> Payload);
