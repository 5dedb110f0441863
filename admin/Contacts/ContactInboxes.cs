using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>The rules by which contacts come to be known in inboxes.</summary>
internal sealed class ContactInboxes(IDatabase database, ContactInboxRepository stored, TimeProvider clock)
{
    public Task<RecordOutcome<ContactInbox>> AddAsync(Contact contact, Inbox inbox, string? sourceId, CancellationToken cancellationToken)
        => database.WriteAsync(scope => AddAsync(scope, contact, inbox, sourceId), cancellationToken);

    /// <summary>Makes the contact known in the inbox; one that is known under the source id already stays as it is.</summary>
    /// <param name="scope">The caller's transaction, which the caller takes back where this fails.</param>
    /// <param name="contact">Of the inbox's account.</param>
    /// <param name="inbox">Of the contact's account.</param>
    /// <param name="sourceId">Null or blank: what the channel makes of the contact.</param>
    public async Task<RecordOutcome<ContactInbox>> AddAsync(WriteScope scope, Contact contact, Inbox inbox, string? sourceId)
    {
        var errors = new RecordErrors();
        var name = string.IsNullOrWhiteSpace(sourceId) ? SourceIds.Of(contact, inbox.Channel, clock) : sourceId.Trim();
        if (name is null)
        {
            errors.Blank("source_id");
            return new RecordOutcome<ContactInbox>(errors);
        }

        if (!SourceIds.Fits(name, inbox.Channel))
        {
            errors.Invalid("source_id");
            return new RecordOutcome<ContactInbox>(errors);
        }

        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var row = await ContactInboxRepository.InsertAsync(scope, new ContactInbox
        {
            Id = 0,
            AccountId = contact.AccountId,
            ContactId = contact.Id,
            InboxId = inbox.Id,
            SourceId = name,
            PubsubToken = SecretText.Secret(""),
            CreatedAt = at,
            UpdatedAt = at,
        }) ?? await ContactInboxRepository.FindAsync(scope, contact.AccountId, inbox.Id, name);
        if (row!.ContactId != contact.Id)
        {
            errors.Taken("source_id", row.ContactId);
            return new RecordOutcome<ContactInbox>(errors);
        }

        return new RecordOutcome<ContactInbox>(row);
    }

    /// <summary>
    /// Through which of the inboxes a conversation with the contact could be begun, and under which source id: where the
    /// channel has a way to the person, or the person has come before.
    /// </summary>
    public async Task<IReadOnlyList<(Inbox Inbox, string SourceId)>> ContactableAsync(
        Contact contact, IReadOnlyList<Inbox> inboxes, CancellationToken cancellationToken)
    {
        var known = (await stored.OfContactsAsync(contact.AccountId, [contact.Id], cancellationToken)).ToLookup(row => row.InboxId);
        var contactable = new List<(Inbox, string)>();
        foreach (var inbox in inboxes)
        {
            // A visitor of a web page is reached only where he is.
            var sourceId = known[inbox.Id].LastOrDefault()?.SourceId
                ?? (inbox.Channel is InboxChannel.WebWidget ? null : SourceIds.Of(contact, inbox.Channel, clock));
            if (sourceId is not null)
            {
                contactable.Add((inbox, sourceId));
            }
        }

        return contactable;
    }
}
