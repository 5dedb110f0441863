using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Presence;

namespace OneLink.Admin.Realtime;

/// <summary>Notes that a listener is there, and tells who else is.</summary>
internal sealed class PresenceBroadcasts(PresenceTracker presence, MembershipRepository memberships, ContactPlaces contacts)
{
    private const string Event = "presence.update";

    /// <summary>People are told of people and contacts, contacts of people only.</summary>
    public async Task<Broadcast> SeeAsync(Listener listener, CancellationToken cancellationToken)
    {
        var data = new JsonObject { ["account_id"] = listener.AccountId };
        switch (listener)
        {
            case PersonListener person:
                presence.SawUser(person.AccountId, person.UserId);
                data["contacts"] = new JsonObject(presence.OnlineContacts(person.AccountId).Select(id => KeyValuePair.Create(Key(id), (JsonNode?)Availability.Online)));
                break;
            case ContactListener contact when await contacts.ContactOfAsync(contact, cancellationToken) is { } contactId:
                presence.SawContact(contact.AccountId, contactId);
                break;
            default:
                break;
        }

        var people = (await memberships.OfAccountAsync(listener.AccountId, cancellationToken))
            .Select(place => (place.User.Id, Status: presence.StatusOf(place.Membership)))
            .Where(person => !string.Equals(person.Status, Availability.Offline, StringComparison.Ordinal));
        data["users"] = new JsonObject(people.Select(person => KeyValuePair.Create(Key(person.Id), (JsonNode?)person.Status)));
        return new Broadcast(listener.AccountId, Event, data, Audience.Everybody);
    }

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
