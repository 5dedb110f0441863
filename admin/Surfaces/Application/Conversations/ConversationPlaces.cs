using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>
/// Finds where a conversation is to begin: <c>inbox_id</c> with <c>contact_id</c>, and perhaps a <c>source_id</c> of its own;
/// or <c>source_id</c> alone, looked up in the account, in the inbox if that is given.
/// </summary>
internal sealed class ConversationPlaces(InboxRepository inboxes, ContactRepository contacts, ContactInboxRepository contactInboxes)
{
    /// <returns>Null where something that is named is not there, or nothing is named.</returns>
    public async Task<ConversationPlace?> FindAsync(ApplicationCaller caller, ParameterReader read, CancellationToken cancellationToken)
    {
        var (inboxId, contactId) = (read.Integer("inbox_id").Or(null), read.Integer("contact_id").Or(null));
        var sourceId = read.TextOrNull("source_id").Or(null);
        var inbox = inboxId is null ? null : await inboxes.FindAsync(caller.AccountId, inboxId.Value, cancellationToken);
        var contact = contactId is null ? null : await contacts.FindAsync(caller.AccountId, contactId.Value, cancellationToken);
        if ((inboxId is not null && inbox is null) || (contactId is not null && contact is null))
        {
            return null;
        }

        if (inbox is not null && contact is not null)
        {
            return new ConversationPlace(inbox, ContactInbox: null, contact, sourceId);
        }

        var row = sourceId is null
            ? null
            : (await contactInboxes.OfSourceAsync(caller.AccountId, sourceId, cancellationToken))
                .Find(known => (inboxId is null || known.InboxId == inboxId) && (contactId is null || known.ContactId == contactId));
        return row is not null && await inboxes.FindAsync(caller.AccountId, row.InboxId, cancellationToken) is { } found
            ? new ConversationPlace(found, row, Contact: null, sourceId)
            : null;
    }
}
