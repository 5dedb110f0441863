using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Opens.Tickets;

/// <summary>The conversation that a guest may enter, where it is held, and whose it is.</summary>
internal sealed record GuestRoom(Conversation Conversation, Inbox Inbox, ContactInbox Place, Contact Contact);
