namespace OneLink.Admin.Contacts.Visitors;

/// <summary>A contact, and how the inbox that it came through knows it.</summary>
internal sealed record Visitor(Contact Contact, ContactInbox Place);
