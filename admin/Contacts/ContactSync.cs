using OneLink.Admin.Database;
using OneLink.Admin.Events;

namespace OneLink.Admin.Contacts;

/// <summary>
/// Takes a contact from another system that has ids of its own. Whoever has the id or the phone number is meant, both
/// together. Nobody: made. Several: refused. One who has another id: refused, as an id once given stays. One who has that id
/// or none: changed, and has it now.
/// </summary>
internal sealed class ContactSync(ContactChanges changes, TimeProvider clock)
{
    /// <param name="scope">The transaction.</param>
    /// <param name="accountId">Whose contacts.</param>
    /// <param name="input">The contact, with its <see cref="ContactInput.Identifier"/>.</param>
    /// <param name="performer">Who asks.</param>
    public async Task<ContactSyncOutcome> SyncAsync(WriteScope scope, long accountId, ContactInput input, Performer? performer)
    {
        var met = await MetAsync(scope, accountId, input);
        if (met.Count == 0)
        {
            var created = await changes.CreateAsync(scope, accountId, input, performer);
            if (created.TryGet(out var contact))
            {
                return new ContactSyncOutcome(contact, IsNew: true, ContactSyncRefusal.None);
            }

            // Somebody has just made it, where the database lets several write at a time.
            met = await MetAsync(scope, accountId, input);
            if (met.Count == 0)
            {
                return new ContactSyncOutcome(Contact: null, IsNew: false, ContactSyncRefusal.Invalid, created.Errors);
            }
        }

        return met is not [var one] ? new ContactSyncOutcome(Contact: null, IsNew: false, ContactSyncRefusal.SeveralMeant)
            : one.Identifier is { } tied && !string.Equals(tied, input.Identifier.Or(null), StringComparison.Ordinal)
                ? new ContactSyncOutcome(Contact: null, IsNew: false, ContactSyncRefusal.TiedToAnother)
            : await ChangeAsync(scope, accountId, one.Id, input, performer);
    }

    private async Task<ContactSyncOutcome> ChangeAsync(WriteScope scope, long accountId, long id, ContactInput input, Performer? performer)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await ContactChanges.ChangeAsync(scope, accountId, id, contact => input.ApplyTo(contact, at), performer);
        return changed.TryGet(out var contact)
            ? new ContactSyncOutcome(contact, IsNew: false, ContactSyncRefusal.None)
            : new ContactSyncOutcome(Contact: null, IsNew: false, ContactSyncRefusal.Invalid, changed.Errors);
    }

    private Task<List<Contact>> MetAsync(WriteScope scope, long accountId, ContactInput input)
        => ContactRepository.HoldersAsync(scope, changes.New(accountId, new ContactInput { Identifier = input.Identifier, PhoneNumber = input.PhoneNumber }));
}
