using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Contacts;

/// <summary>The events of contacts.</summary>
internal static class ContactEvents
{
    public static DomainEvent Created(Contact contact, Performer? performer)
        => new(EventNames.ContactCreated, contact.AccountId, contact.Id) { Performer = performer };

    public static DomainEvent Updated(Contact before, Contact after, Performer? performer) => new(EventNames.ContactUpdated, after.AccountId, after.Id)
    {
        ChangedAttributes = new AttributeChanges()
            .Add("name", before.Name, after.Name)
            .Add("email", before.Email, after.Email)
            .Add("phone_number", before.PhoneNumber, after.PhoneNumber)
            .Add("identifier", before.Identifier, after.Identifier)
            .Add("blocked", before.Blocked, after.Blocked)
            .Add("avatar_url", before.AvatarUrl, after.AvatarUrl)
            .Add("additional_attributes", AttributeObject.Parse(before.AdditionalAttributes), AttributeObject.Parse(after.AdditionalAttributes))
            .Add("custom_attributes", AttributeObject.Parse(before.CustomAttributes), AttributeObject.Parse(after.CustomAttributes)),
        Performer = performer,
    };

    public static DomainEvent Labelled(long accountId, long contactId, IEnumerable<string> before, IEnumerable<string> after, Performer? performer)
        => new(EventNames.ContactUpdated, accountId, contactId)
        {
            ChangedAttributes = new AttributeChanges().Add("labels", Texts(before), Texts(after)),
            Performer = performer,
        };

    public static DomainEvent Merged(Contact stays, Contact went, Performer? performer) => new(EventNames.ContactMerged, stays.AccountId, stays.Id)
    {
        Data = Described(went),
        Performer = performer,
    };

    public static DomainEvent Deleted(Contact contact, Performer? performer) => new(EventNames.ContactDeleted, contact.AccountId, contact.Id)
    {
        Data = Described(contact),
        Performer = performer,
    };

    /// <summary>A contact as it was, for when its row is gone.</summary>
    public static JsonObject Described(Contact contact) => new()
    {
        ["id"] = contact.Id,
        ["uuid"] = contact.Uuid,
        ["name"] = contact.Name,
        ["email"] = contact.Email,
        ["phone_number"] = contact.PhoneNumber,
        ["identifier"] = contact.Identifier,
        ["blocked"] = contact.Blocked,
        ["thumbnail"] = contact.AvatarUrl ?? "",
        ["additional_attributes"] = AttributeObject.Parse(contact.AdditionalAttributes),
        ["custom_attributes"] = AttributeObject.Parse(contact.CustomAttributes),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
