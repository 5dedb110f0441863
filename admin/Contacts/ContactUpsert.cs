using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Labels;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>
/// Makes or changes the contact whom a wish means. The keys of a person are the e-mail address, the phone number and the
/// account's own id: whoever has any of those given is meant. Nobody: a contact is made. One: it is changed, its labels are
/// united with those given. Several: nothing changes, and the refusal names them.
/// </summary>
internal sealed class ContactUpsert(IDatabase database, ContactChanges changes, TimeProvider clock)
{
    /// <summary>Several in one transaction, each by itself: what is refused holds up none of the others.</summary>
    /// <returns>What became of each, in order.</returns>
    public Task<List<ContactUpsertOutcome>> UpsertAsync(
        long accountId, IReadOnlyList<ContactWish> wishes, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var outcomes = new List<ContactUpsertOutcome>(wishes.Count);
                foreach (var wish in wishes)
                {
                    outcomes.Add(await UpsertAsync(scope, accountId, wish, performer));
                }

                return outcomes;
            },
            cancellationToken);

    public async Task<ContactUpsertOutcome> UpsertAsync(WriteScope scope, long accountId, ContactWish wish, Performer? performer)
    {
        if (Check(wish) is { } refused)
        {
            return ContactUpsertOutcome.Refused(refused);
        }

        var holders = await HoldersAsync(scope, accountId, wish);
        if (holders.Count == 0)
        {
            var created = await changes.CreateAsync(scope, accountId, wish.For(null), performer);
            if (created.TryGet(out var contact))
            {
                return new ContactUpsertOutcome(contact, await TagAsync(scope, contact, wish.Tags, replaces: false, performer), IsNew: true, Errors: null);
            }

            // Somebody has just made it, where the database lets several write at a time.
            holders = await HoldersAsync(scope, accountId, wish);
            if (holders.Count == 0)
            {
                return ContactUpsertOutcome.Refused(created.Errors!);
            }
        }

        return holders is [var met]
            ? await ChangeAsync(scope, accountId, met.Id, wish, replacesTags: false, performer)
            : ContactUpsertOutcome.Refused(ContactChanges.Taken(changes.New(accountId, wish.For(null)), holders));
    }

    /// <summary>Changes one contact; the labels given replace those it has.</summary>
    public Task<ContactUpsertOutcome> UpdateAsync(long accountId, long id, ContactWish wish, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => Check(wish) is { } refused
                ? ContactUpsertOutcome.Refused(refused)
                : await ChangeAsync(scope, accountId, id, wish, replacesTags: true, performer),
            cancellationToken);

    /// <summary>Whoever has one of the keys given.</summary>
    private Task<List<Contact>> HoldersAsync(WriteScope scope, long accountId, ContactWish wish)
        => ContactRepository.HoldersAsync(scope, changes.New(accountId, wish.For(null)));

    private static RecordErrors? Check(ContactWish wish)
        => wish.Tags is { } tags && LabelTags.Check(tags) is { Any: true } errors ? errors : null;

    private async Task<ContactUpsertOutcome> ChangeAsync(WriteScope scope, long accountId, long id, ContactWish wish, bool replacesTags, Performer? performer)
    {
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var changed = await ContactChanges.ChangeAsync(scope, accountId, id, contact => wish.For(contact).ApplyTo(contact, at), performer);
        return changed.TryGet(out var contact)
            ? new ContactUpsertOutcome(contact, await TagAsync(scope, contact, wish.Tags, replacesTags, performer), IsNew: false, Errors: null)
            : changed.Errors is { } errors ? ContactUpsertOutcome.Refused(errors) : ContactUpsertOutcome.NotThere;
    }

    private static async Task<IReadOnlyList<string>> TagAsync(WriteScope scope, Contact contact, IReadOnlyList<string>? tags, bool replaces, Performer? performer)
    {
        List<string> before = [.. await scope.QueryAsync<string>(LabelTags.OfContacts.ReadSql, new { accountId = contact.AccountId, ownerId = contact.Id })];
        if (tags is null)
        {
            return before;
        }

        var (_, after) = await LabelTags.OfContacts.ReplaceAsync(scope, contact.AccountId, contact.Id, replaces ? tags : before.Concat(tags));
        scope.Raise(ContactEvents.Labelled(contact.AccountId, contact.Id, before, after, performer));
        return after;
    }
}
