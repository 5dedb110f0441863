namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>How an inbox knows a contact.</summary>
internal sealed record ContactInboxResponse(string SourceId, InboxSlimResponse Inbox);
