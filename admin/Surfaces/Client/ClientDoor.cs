using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Surfaces.Errors;
using OneLink.Admin.Surfaces.Parameters;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>
/// Finds what a visitor may see: the conversations of the contact in this inbox; of one who has proved to be the contact, all
/// of the contact's wherever that was proved; of a guest, the one that he was let into. Anything else is not there, whoever's it is.
/// </summary>
internal sealed class ClientDoor(ConversationRepository conversations, ContactInboxRepository places)
{
    /// <summary>What a guest is told who wants to do more than go on with the conversation.</summary>
    public static readonly ApiError NotForGuests = ApiError.Handled(
        StatusCodes.Status403Forbidden, "A guest has one conversation; sign the person in by request_auth_ticket, or make a contact of its own");

    private static readonly ApiErrorResult NotFound = new(ApiError.Framework(StatusCodes.Status404NotFound));

    public async Task<IReadOnlyList<Conversation>> ListAsync(ClientCaller caller, CancellationToken cancellationToken)
        => caller.GuestsConversation is { } one ? [one] : await conversations.OfContactInboxesAsync(caller.Inbox.AccountId, await ReachAsync(caller, cancellationToken), cancellationToken);

    /// <returns>The conversation, or why there is none.</returns>
    public async Task<(Conversation? Conversation, ApiErrorResult? Refusal)> OpenAsync(ClientCaller caller, RecordId displayId, CancellationToken cancellationToken)
        => caller.GuestsConversation is { } one ? (one.DisplayId == displayId ? (one, null) : (null, NotFound))
            : await conversations.FindAsync(caller.Inbox.AccountId, displayId, cancellationToken) is { ContactInboxId: { } placeId } conversation
            && (await ReachAsync(caller, cancellationToken)).Contains(placeId)
                ? (conversation, null)
                : (null, NotFound);

    private async Task<IReadOnlyList<long>> ReachAsync(ClientCaller caller, CancellationToken cancellationToken)
        => caller.Place.IsHmacVerified == 0
            ? [caller.Place.Id]
            : [.. (await places.OfContactsAsync(caller.Inbox.AccountId, [caller.Contact.Id], cancellationToken)).Where(place => place.IsHmacVerified != 0).Select(place => place.Id)];
}
