using System.Text.Json.Nodes;
using OneLink.Admin.Contacts;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Realtime;

/// <summary>Tells the people of the account of its contacts. Of one that is gone, the event itself says who it was.</summary>
internal sealed class ContactBroadcasts(ContactRepository contacts, PerformerJson performers) : IBroadcastSource
{
    public async Task<IReadOnlyList<Broadcast>> OfAsync(LoggedEvent happened, CancellationToken cancellationToken)
    {
        JsonObject? data;
        switch (happened.Name)
        {
            case EventNames.ContactCreated or EventNames.ContactUpdated or EventNames.ContactMerged:
                data = await contacts.FindAsync(happened.AccountId, happened.EntityId, cancellationToken) is { } contact ? Describe(contact) : null;
                break;
            case EventNames.ContactDeleted:
                data = (JsonObject)happened.Data.DeepClone();
                break;
            default:
                return [];
        }

        if (data is null)
        {
            return [];
        }

        data["account_id"] = happened.AccountId;
        await performers.AddAsync(data, happened.Performer, cancellationToken);
        return [new Broadcast(happened.AccountId, happened.Name, data, Audience.Everybody)];
    }

    private static JsonObject Describe(Contact contact) => new()
    {
        ["id"] = contact.Id,
        ["name"] = contact.Name,
        ["email"] = contact.Email,
        ["phone_number"] = contact.PhoneNumber,
        ["identifier"] = contact.Identifier,
        ["blocked"] = contact.Blocked,
        ["thumbnail"] = contact.AvatarUrl ?? "",
        ["additional_attributes"] = AttributeObject.Parse(contact.AdditionalAttributes),
        ["custom_attributes"] = AttributeObject.Parse(contact.CustomAttributes),
        ["type"] = "contact",
    };
}
