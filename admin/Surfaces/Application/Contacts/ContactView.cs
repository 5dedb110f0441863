using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Presence;

namespace OneLink.Admin.Surfaces.Application.Contacts;

/// <summary>Gathers what is shown of contacts, in a fixed number of queries for any number of them.</summary>
internal sealed class ContactView(ContactInboxRepository contactInboxes, InboxRepository inboxes, PresenceTracker presence)
{
    public async Task<ContactResponse> OfAsync(Contact contact, bool withInboxes, CancellationToken cancellationToken)
        => (await OfAsync(contact.AccountId, [contact], withInboxes, cancellationToken))[0];

    public async Task<IReadOnlyList<ContactResponse>> OfAsync(
        long accountId, IReadOnlyList<Contact> contacts, bool withInboxes, CancellationToken cancellationToken)
    {
        if (!withInboxes || contacts.Count == 0)
        {
            return [.. contacts.Select(contact => ContactResponse.Of(contact, presence))];
        }

        var byId = (await inboxes.OfAccountAsync(accountId, cancellationToken)).ToDictionary(inbox => inbox.Id);
        var byContact = (await contactInboxes.OfContactsAsync(accountId, [.. contacts.Select(contact => contact.Id)], cancellationToken))
            .Where(row => byId.ContainsKey(row.InboxId))
            .ToLookup(row => row.ContactId, row => new ContactInboxResponse(row.SourceId, InboxSlimResponse.Of(byId[row.InboxId])));
        return [.. contacts.Select(contact => ContactResponse.Of(contact, presence) with { ContactInboxes = [.. byContact[contact.Id]] })];
    }
}
