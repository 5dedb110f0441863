using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Realtime;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Users;

namespace OneLink.Admin.Surfaces.Cable;

/// <summary>
/// The one channel: <c>{"channel":"RoomChannel","pubsub_token":"…"}</c> for a contact's client; people add the account
/// (and their <c>user_id</c>, which must be theirs).
/// </summary>
internal sealed class RoomChannel(
    UserRepository users, MembershipRepository memberships, AccountRepository accounts, ContactInboxRepository contactInboxes, InboxRepository inboxes)
{
    public const string Name = "RoomChannel";

    private const int MaxIdentifier = 1_024;

    /// <summary>Who subscribes with an identifier; null where it is nobody who may.</summary>
    /// <param name="identifier">As the client sent it.</param>
    /// <param name="origin">The page that the client is on; empty where it is no browser.</param>
    /// <param name="cancellationToken">Ends the connection.</param>
    public async Task<Listener?> FindListenerAsync(string identifier, string origin, CancellationToken cancellationToken)
    {
        if (identifier.Length > MaxIdentifier
            || CableCommand.ParseText(identifier) is not JsonObject wanted
            || !string.Equals(CableCommand.Text(wanted, "channel"), Name, StringComparison.Ordinal)
            || CableCommand.Text(wanted, "pubsub_token") is not { Length: > 0 } token)
        {
            return null;
        }

        Listener? listener = await users.FindByPubsubTokenAsync(token, cancellationToken) is { } user
            ? await PersonAsync(user, wanted, cancellationToken)
            : await contactInboxes.FindByPubsubTokenAsync(token, cancellationToken) is { } place
                && await inboxes.FindAsync(place.AccountId, place.InboxId, cancellationToken) is { } inbox && AllowedOrigins.Admit(inbox, origin)
                ? new ContactListener(place.AccountId, place.Id)
                : null;
        return listener is not null && await accounts.FindAsync(listener.AccountId, cancellationToken) is { IsSuspended: false } ? listener : null;
    }

    private async Task<PersonListener?> PersonAsync(User user, JsonObject wanted, CancellationToken cancellationToken)
    {
        var accountId = RecordId.Of(Number(wanted, "account_id"));
        var isOther = Number(wanted, "user_id") is { } userId && RecordId.Of(userId) != user.Id;
        return !isOther && await memberships.FindAsync(accountId, user.Id, cancellationToken) is not null ? new PersonListener(accountId, user.Id) : null;
    }

    /// <summary>Clients send ids as numbers and as texts.</summary>
    private static string? Number(JsonObject wanted, string name)
        => wanted[name] is JsonValue value && value.TryGetValue(out long number) ? number.ToString(CultureInfo.InvariantCulture) : CableCommand.Text(wanted, name);
}
