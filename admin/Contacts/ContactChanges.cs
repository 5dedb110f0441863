using OneLink.Admin.Contacts.Visitors;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Json;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Presence;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts;

/// <summary>The rules by which contacts are made, changed and removed, whichever face asks.</summary>
internal sealed class ContactChanges(IDatabase database, PresenceTracker presence, TimeProvider clock)
{
    public Task<RecordOutcome<Contact>> CreateAsync(
        long accountId, ContactInput input, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(scope => CreateAsync(scope, accountId, input, performer), cancellationToken);

    /// <summary>Makes a contact inside the caller's transaction, which the caller takes back where this fails.</summary>
    public async Task<RecordOutcome<Contact>> CreateAsync(WriteScope scope, long accountId, ContactInput input, Performer? performer)
    {
        var contact = New(accountId, input);
        var errors = ContactRules.Check(contact);
        Contact? stored = null;
        if (!errors.Any)
        {
            stored = await ContactRepository.InsertAsync(scope, contact);
        }

        if (stored is null)
        {
            AddTaken(errors, contact, await ContactRepository.HoldersAsync(scope, contact));
            return new RecordOutcome<Contact>(errors);
        }

        scope.Raise(ContactEvents.Created(stored, performer));
        return new RecordOutcome<Contact>(stored);
    }

    /// <summary>As <see cref="CreateAsync(WriteScope, long, ContactInput, Performer?)"/>; what others have is not the new contact's, but noted as claimed.</summary>
    public async Task<RecordOutcome<Contact>> CreateForVisitorAsync(WriteScope scope, long accountId, ContactInput input)
    {
        var wanted = New(accountId, input);
        var errors = ContactRules.Check(wanted);
        if (errors.Any)
        {
            return new RecordOutcome<Contact>(errors);
        }

        var stored = await ContactRepository.InsertAsync(scope, Claims.Note(wanted, before: null, await ContactRepository.HoldersAsync(scope, wanted)));
        scope.Raise(ContactEvents.Created(stored!, performer: null));
        return new RecordOutcome<Contact>(stored!);
    }

    public Task<RecordOutcome<Contact>> UpdateAsync(
        long accountId, long id, ContactInput input, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(scope => ChangeAsync(scope, accountId, id, contact => input.ApplyTo(contact, Now), performer), cancellationToken);

    /// <summary>Takes custom attributes away.</summary>
    public Task<RecordOutcome<Contact>> RemoveAttributesAsync(
        long accountId, long id, IReadOnlyCollection<string> names, Performer? performer, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => ChangeAsync(
                scope,
                accountId,
                id,
                contact => contact with { CustomAttributes = AttributeObject.Without(contact.CustomAttributes, names), UpdatedAt = Now },
                performer),
            cancellationToken);

    public async Task<ContactDeletion> DeleteAsync(long accountId, long id, Performer? performer, CancellationToken cancellationToken)
        => presence.IsContactOnline(accountId, id)
            ? ContactDeletion.IsOnline
            : await database.WriteAsync(
                async scope =>
                {
                    if (await ContactRepository.FindAsync(scope, accountId, id) is not { } contact)
                    {
                        return ContactDeletion.NotThere;
                    }

                    await LinkRecipients.PublishOfContactAsync(scope, accountId, id);
                    await ContactRepository.DeleteAsync(scope, accountId, id);
                    scope.Raise(ContactEvents.Deleted(contact, performer));
                    return ContactDeletion.Done;
                },
                cancellationToken);

    /// <summary>Changes a contact inside the caller's transaction.</summary>
    public static async Task<RecordOutcome<Contact>> ChangeAsync(
        WriteScope scope, long accountId, long id, Func<Contact, Contact> change, Performer? performer)
    {
        if (await ContactRepository.FindAsync(scope, accountId, id) is not { } before)
        {
            return RecordOutcome<Contact>.NotThere;
        }

        var after = change(before);
        var errors = ContactRules.Check(after);
        AddTaken(errors, after, await ContactRepository.HoldersAsync(scope, after));
        if (errors.Any)
        {
            return new RecordOutcome<Contact>(errors);
        }

        await ContactRepository.UpdateAsync(scope, after);
        scope.Raise(ContactEvents.Updated(before, after, performer));
        return new RecordOutcome<Contact>(after);
    }

    /// <summary>Changes a contact inside the caller's transaction; what others have does not become its own, but is noted as claimed.</summary>
    public static async Task<RecordOutcome<Contact>> ChangeForVisitorAsync(WriteScope scope, Contact before, Contact wanted, Performer performer)
    {
        var errors = ContactRules.Check(wanted);
        if (errors.Any)
        {
            return new RecordOutcome<Contact>(errors);
        }

        var after = Claims.Note(wanted, before, await ContactRepository.HoldersAsync(scope, wanted));
        await ContactRepository.UpdateAsync(scope, after);
        scope.Raise(ContactEvents.Updated(before, after, performer));
        return new RecordOutcome<Contact>(after);
    }

    /// <summary>A contact that is not stored yet.</summary>
    public Contact New(long accountId, ContactInput input)
    {
        var at = clock.GetUtcNow();
        var milliseconds = at.ToUnixTimeMilliseconds();
        return input.ApplyTo(
            new Contact { Id = 0, AccountId = accountId, Uuid = Guid.CreateVersion7(at).ToString(), CreatedAt = milliseconds, UpdatedAt = milliseconds },
            milliseconds);
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Who has what is to be a contact's own.</summary>
    public static RecordErrors Taken(Contact contact, List<Contact> holders)
    {
        var errors = new RecordErrors();
        AddTaken(errors, contact, holders);
        return errors;
    }

    private static void AddTaken(RecordErrors errors, Contact contact, List<Contact> holders)
    {
        AddTaken(errors, "email", contact.Email, holders.Find(holder => string.Equals(holder.Email, contact.Email, StringComparison.Ordinal)));
        AddTaken(errors, "phone_number", contact.PhoneNumber, holders.Find(holder => string.Equals(holder.PhoneNumber, contact.PhoneNumber, StringComparison.Ordinal)));
        AddTaken(errors, "identifier", contact.Identifier, holders.Find(holder => string.Equals(holder.Identifier, contact.Identifier, StringComparison.Ordinal)));
    }

    private static void AddTaken(RecordErrors errors, string attribute, string? value, Contact? holder)
    {
        if (value is not null && holder is not null)
        {
            errors.Taken(attribute, holder.Id);
        }
    }
}
