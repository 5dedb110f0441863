namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Answer to the making of a contact.</summary>
internal sealed record NewContactPayload(NewContactPayload.Parts Payload)
{
    /// <param name="Contact">The contact.</param>
    /// <param name="ContactInbox">How the inbox named knows it; empty where none was.</param>
    internal sealed record Parts(ContactResponse Contact, NewContactInbox ContactInbox);
}
