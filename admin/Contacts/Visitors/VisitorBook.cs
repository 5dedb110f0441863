using System.Text.Json.Nodes;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Contacts.Visitors;

/// <summary>
/// The rules for people who come through an inbox and show nothing but what they say. Whoever says a known person's e-mail
/// address, phone number or identifier gets a contact of his own all the same; only a proven identifier leads to the
/// contact that has it.
/// </summary>
internal sealed class VisitorBook(IDatabase database, ContactChanges contacts, ContactInboxes places, ContactMerge merge, TimeProvider clock)
{
    /// <param name="inbox">Where the visitor comes in.</param>
    /// <param name="input">What he says of himself.</param>
    /// <param name="sourceId">By which he wants to be known in the inbox; null for one that nobody guesses. Who is known by it already stays as he is.</param>
    /// <param name="proof">What he shows to be somebody.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VisitorOutcome> WelcomeAsync(
        Inbox inbox, ContactInput input, string? sourceId, IdentityProof proof, CancellationToken cancellationToken)
    {
        var isProven = proof.IsDueIn(inbox);
        if (isProven && !proof.HoldsIn(inbox))
        {
            return VisitorOutcome.NotProven;
        }

        return await database.WriteAsync(
            async scope =>
            {
                if (sourceId is not null && await ContactInboxRepository.FindAsync(scope, inbox.AccountId, inbox.Id, sourceId) is { } known)
                {
                    var contact = (await ContactRepository.FindAsync(scope, inbox.AccountId, known.ContactId))!;
                    return !isProven ? new VisitorOutcome(new Visitor(contact, known))
                        : IsProvenBy(contact, proof) ? new VisitorOutcome(new Visitor(contact, await VerifyAsync(scope, known)))
                        : VisitorOutcome.NotProven;
                }

                var found = isProven ? await ContactRepository.FindByIdentifierAsync(scope, inbox.AccountId, proof.Identifier!) : null;
                var outcome = found is not null ? new(found) : await contacts.CreateForVisitorAsync(scope, inbox.AccountId, Named(input));
                if (!outcome.TryGet(out var stored))
                {
                    return new VisitorOutcome(outcome.Errors!);
                }

                var added = await places.AddAsync(scope, stored, inbox, sourceId);
                if (!added.TryGet(out var place))
                {
                    scope.Rollback();
                    return new VisitorOutcome(added.Errors!);
                }

                return new VisitorOutcome(new Visitor(stored, isProven ? await VerifyAsync(scope, place) : place));
            },
            cancellationToken);
    }

    /// <summary>Lets a visitor be seen, and notes it where he has proven who he is.</summary>
    public async Task<VisitorOutcome> ShowAsync(Inbox inbox, Visitor visitor, IdentityProof proof, CancellationToken cancellationToken)
    {
        if (!proof.IsDueIn(inbox))
        {
            return new VisitorOutcome(visitor);
        }

        if (!proof.HoldsIn(inbox) || !IsProvenBy(visitor.Contact, proof))
        {
            return VisitorOutcome.NotProven;
        }

        return visitor.Place.IsHmacVerified != 0
            ? new VisitorOutcome(visitor)
            : new VisitorOutcome(visitor with { Place = await database.WriteAsync(scope => VerifyAsync(scope, visitor.Place), cancellationToken) });
    }

    /// <summary>
    /// Changes what is given and not blank; a proven identifier that the contact lacks becomes its own, or makes one contact
    /// of this and the one that has it.
    /// </summary>
    public async Task<VisitorOutcome> ChangeAsync(
        Inbox inbox, Visitor visitor, ContactInput input, IdentityProof proof, CancellationToken cancellationToken)
    {
        var isProven = proof.IsDueIn(inbox);
        if (isProven && !proof.HoldsIn(inbox))
        {
            return VisitorOutcome.NotProven;
        }

        return await database.WriteAsync(
            async scope =>
            {
                var performer = new Performer(Performer.Contact, visitor.Contact.Id);
                var (contact, place) = (visitor.Contact, visitor.Place);
                if (isProven)
                {
                    if (contact.Identifier is null)
                    {
                        var identified = await IdentifyAsync(scope, contact, proof.Identifier!, performer);
                        if (!identified.TryGet(out contact))
                        {
                            return new VisitorOutcome(identified.Errors!);
                        }
                    }
                    else if (!IsProvenBy(contact, proof))
                    {
                        return VisitorOutcome.NotProven;
                    }

                    place = await VerifyAsync(scope, place with { ContactId = contact.Id });
                }
                else if (place.IsHmacVerified == 0 && await ContactInboxRepository.IsVerifiedAsync(scope, contact.AccountId, contact.Id))
                {
                    // Somebody has proven to be this contact, and it was not this visitor.
                    return VisitorOutcome.NotProven;
                }

                var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
                var outcome = await ContactChanges.ChangeForVisitorAsync(scope, contact, Merged(input, contact).ApplyTo(contact, at), performer);
                if (outcome.TryGet(out var changed))
                {
                    return new VisitorOutcome(new Visitor(changed, place));
                }

                scope.Rollback();
                return new VisitorOutcome(outcome.Errors!);
            },
            cancellationToken);
    }

    private async Task<RecordOutcome<Contact>> IdentifyAsync(WriteScope scope, Contact contact, string identifier, Performer performer)
        => await ContactRepository.FindByIdentifierAsync(scope, contact.AccountId, identifier) is { } known
            ? await merge.MergeAsync(scope, contact.AccountId, known.Id, contact.Id, performer)
            : await ContactChanges.ChangeAsync(
                scope, contact.AccountId, contact.Id, before => before with { Identifier = identifier, UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() }, performer);

    private static bool IsProvenBy(Contact contact, IdentityProof proof) => string.Equals(contact.Identifier, proof.Identifier, StringComparison.Ordinal);

    private async Task<ContactInbox> VerifyAsync(WriteScope scope, ContactInbox place)
    {
        var verified = place with { IsHmacVerified = 1, UpdatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds() };
        await ContactInboxRepository.VerifyAsync(scope, verified);
        return verified;
    }

    private static ContactInput Named(ContactInput input) => string.IsNullOrWhiteSpace(input.Name.Or(null)) ? input with { Name = RandomName.New() } : input;

    /// <summary>Blank counts as not given, and attributes are merged at every depth.</summary>
    private static ContactInput Merged(ContactInput input, Contact contact) => input with
    {
        Name = NotBlank(input.Name),
        Email = NotBlank(input.Email),
        PhoneNumber = NotBlank(input.PhoneNumber),
        Identifier = Given<string?>.Not,
        AvatarUrl = NotBlank(input.AvatarUrl),
        CustomAttributes = input.CustomAttributes.Or(null) is { } given
            ? AttributeObject.DeepMerge(AttributeObject.Parse(contact.CustomAttributes), given)
            : Given<JsonObject?>.Not,
    };

    private static Given<string?> NotBlank(Given<string?> given)
        => string.IsNullOrWhiteSpace(given.Or(null)) ? Given<string?>.Not : given;
}
