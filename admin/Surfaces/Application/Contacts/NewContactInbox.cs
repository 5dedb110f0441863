namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>How the inbox named at the making of a contact knows it; both null where none was named.</summary>
internal sealed record NewContactInbox(InboxSlimResponse? Inbox, string? SourceId);
