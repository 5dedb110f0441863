using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Json;
using OneLink.Admin.LinkClicks;

namespace OneLink.Admin.Surfaces.OnSync.Contacts;

/// <summary>Shows contacts.</summary>
internal sealed class ContactView(ContactActivities activities, LinkRecipients links, MergeHistory merges)
{
    public const string ExternalId = "externalId";

    public static ContactResponse Of(Contact contact, IReadOnlyList<string> tags)
    {
        var name = PersonName.Of(contact);
        return new ContactResponse
        {
            Id = PublicId.Contact(contact.Id),
            OrgId = PublicId.Org(contact.AccountId),
            FirstName = Text(name.First),
            LastName = Text(name.Last),
            Phone = contact.PhoneNumber,
            Email = contact.Email,
            Tags = tags,
            Channel = ContactWish.ChannelOf(contact),
            Properties = Properties(contact),
            CreatedAt = ApiTime.Iso(contact.CreatedAt),
            UpdatedAt = ApiTime.Iso(contact.UpdatedAt),
        };
    }

    public async Task<ContactDetailResponse> DetailAsync(Contact contact, IReadOnlyList<string> tags, CancellationToken cancellationToken)
    {
        var activity = await activities.OfAsync(contact.AccountId, contact.Id, cancellationToken);
        var history = await merges.OfAsync(contact.AccountId, contact.Id, cancellationToken);
        var shown = Of(contact, tags);
        return new ContactDetailResponse
        {
            Id = shown.Id,
            OrgId = shown.OrgId,
            FirstName = shown.FirstName,
            LastName = shown.LastName,
            Phone = shown.Phone,
            Email = shown.Email,
            Tags = shown.Tags,
            Channel = shown.Channel,
            Properties = shown.Properties,
            CreatedAt = shown.CreatedAt,
            UpdatedAt = shown.UpdatedAt,
            LastSeenAt = ApiTime.Iso(Latest(contact.LastActivityAt, activity.LastSeenAt)),
            LastMessageAt = ApiTime.Iso(activity.LastMessageAt),
            ConversationCount = activity.ConversationCount,
            MessageCount = activity.MessageCount,
            LinkClicks = await links.ClicksOfContactAsync(contact.AccountId, contact.Id, cancellationToken),
            MergedContacts = [.. history.Select(Merged)],
        };
    }

    private static JsonObject Properties(Contact contact)
    {
        var properties = AttributeObject.Parse(contact.CustomAttributes);
        if (contact.Identifier is { } identifier)
        {
            properties[ExternalId] = identifier;
        }

        return properties;
    }

    private static MergedContactResponse Merged(ContactMergeEntry entry)
    {
        var was = AttributeObject.Parse(entry.Merged);
        return new MergedContactResponse(
            PublicId.Contact(entry.MergedId), AttributeObject.Text(was, "name"), AttributeObject.Text(was, "phone_number"), AttributeObject.Text(was, "email"),
            AttributeObject.Text(was, "identifier"), ApiTime.Iso(entry.At));
    }

    private static long? Latest(long? one, long? other) => one is { } first && other is { } second ? Math.Max(first, second) : one ?? other;

    private static string? Text(string text) => text.Length == 0 ? null : text;
}
