using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Opens.Tickets;

/// <summary>
/// Which conversations guests may enter. Asked when a ticket is given, when it is exchanged, and at every call of a guest: what
/// is switched off, proved or deleted meanwhile ends his stay.
/// </summary>
internal sealed class GuestRooms(
    AccountRepository accounts, ConversationRepository conversations, InboxRepository inboxes, ContactInboxRepository places, ContactRepository contacts)
{
    /// <returns>The room, or one of <see cref="NoTicket"/>.</returns>
    public async Task<(GuestRoom? Room, string? NoTicket)> FindAsync(long accountId, long conversationId, CancellationToken cancellationToken)
    {
        if (!await IsOnAsync(accountId, cancellationToken))
        {
            return (null, NoTicket.Off);
        }

        if (await conversations.ByIdAsync(accountId, conversationId, cancellationToken) is not { ContactInboxId: { } placeId } conversation
            || await inboxes.FindAsync(accountId, conversation.InboxId, cancellationToken) is not { } inbox
            || await places.FindAsync(accountId, [placeId], cancellationToken) is not [var place]
            || await contacts.FindAsync(accountId, conversation.ContactId, cancellationToken) is not { } contact)
        {
            return (null, NoTicket.NotPersonal);
        }

        return inbox.Channel is not (InboxChannel.Api or InboxChannel.WebWidget) ? (null, NoTicket.NotLiveChat)
            : inbox.IsHmacMandatory != 0 || place.IsHmacVerified != 0 ? (null, NoTicket.ProofNeeded)
            : (new GuestRoom(conversation, inbox, place, contact), null);
    }

    /// <summary>Whether the account gives tickets: it has a tier, as OneTalk asks, and has switched it on.</summary>
    public async Task<bool> IsOnAsync(long accountId, CancellationToken cancellationToken)
        => await accounts.FindAsync(accountId, cancellationToken) is { Tier: not null, IsSuspended: false } account && AccountSettings.GivesOpenTickets(account.Settings);
}
