namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>A page of contacts.</summary>
/// <param name="Contacts">In order.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
internal sealed record ContactListResponse(IReadOnlyList<ContactResponse> Contacts, string? NextCursor) : OnSyncAnswer;
