using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Where a conversation is to begin: with a contact as an inbox knows it, or with one whom it may not know yet.</summary>
internal sealed record ConversationPlace(Inbox Inbox, ContactInbox? ContactInbox, Contact? Contact, string? SourceId);
