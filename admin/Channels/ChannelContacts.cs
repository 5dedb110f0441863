using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;

namespace OneLink.Admin.Channels;

/// <summary>Finds or makes who writes through a channel, or is written to.</summary>
internal sealed class ChannelContacts(ContactChanges changes, ContactInboxes contactInboxes)
{
    /// <summary>As the inbox knows him already; else the contact with his phone number; else a new one.</summary>
    public async Task<ContactInbox> FindOrCreateAsync(WriteScope scope, Inbox inbox, ChannelPerson person)
    {
        if (await ContactInboxRepository.FindAsync(scope, inbox.AccountId, inbox.Id, person.SourceId) is { } known)
        {
            return known;
        }

        var contact = await HolderAsync(scope, inbox.AccountId, person.Phone) ?? await CreateAsync(scope, inbox, person);
        return (await contactInboxes.AddAsync(scope, contact, inbox, person.SourceId)).TryGet(out var place)
            ? place
            : throw new InvalidOperationException($"The channel {inbox.Channel} names somebody in a way that it does not know.");
    }

    private async Task<Contact?> HolderAsync(WriteScope scope, long accountId, string? phone)
        => phone is null ? null : (await ContactRepository.HoldersAsync(scope, changes.New(accountId, new ContactInput { PhoneNumber = phone }))).FirstOrDefault();

    private async Task<Contact> CreateAsync(WriteScope scope, Inbox inbox, ChannelPerson person)
    {
        var attributes = new JsonObject { ["channel"] = inbox.Channel };
        if (Shortened(person.UserName) is { } name)
        {
            attributes["username"] = name;
        }

        var input = new ContactInput
        {
            Name = Shortened(person.Name) ?? person.Phone ?? person.SourceId,
            PhoneNumber = person.Phone,
            AdditionalAttributes = attributes,
        };
        var created = await changes.CreateAsync(scope, inbox.AccountId, input, performer: null);
        return created.TryGet(out var contact) || (await changes.CreateAsync(scope, inbox.AccountId, input with { PhoneNumber = null }, performer: null)).TryGet(out contact)
            ? contact
            : throw new InvalidOperationException("A contact without anything to check was refused.");
    }

    private static string? Shortened(string? name)
        => string.IsNullOrWhiteSpace(name) ? null : name.Length > Validation.TextRules.LineLength ? name[..Validation.TextRules.LineLength] : name;
}
