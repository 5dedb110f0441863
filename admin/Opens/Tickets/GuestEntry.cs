using OneLink.Admin.Access;
using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;

namespace OneLink.Admin.Opens.Tickets;

/// <summary>Lets in who exchanges a ticket of an opening, once, and tells those who work in the conversation that he is there.</summary>
internal sealed class GuestEntry(IDatabase database, GuestList guests, GuestRooms rooms, ConversationEdits edits, TimeProvider clock)
{
    /// <summary>Long enough to go on with the conversation until the app has asked the person to sign in.</summary>
    public static readonly TimeSpan Stay = TimeSpan.FromHours(24);

    private const string IdentifierPrefix = "guest_";

    private const string Note =
        "The app was opened by the link in the message before and shows the conversation from there on. Who writes in it had that link first, and has not shown to be the contact";

    /// <summary>What became of a ticket.</summary>
    /// <param name="Guest">Who was let in; null where nobody was.</param>
    /// <param name="Room">Where to.</param>
    /// <param name="IsUsed">Whether the ticket was used before; else, without a guest, the conversation is not there for guests any more.</param>
    public sealed record Outcome(Guest? Guest, GuestRoom? Room, bool IsUsed);

    /// <param name="ticket">That has not expired.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Outcome> EnterAsync(ContactToken ticket, CancellationToken cancellationToken)
    {
        if (await guests.OfTicketAsync(ticket.AccountId, ticket.Subject, cancellationToken) is not { } invited
            || (await rooms.FindAsync(ticket.AccountId, invited.ConversationId, cancellationToken)).Room is not { } room)
        {
            return new Outcome(Guest: null, Room: null, IsUsed: false);
        }

        return await database.WriteAsync(
            async scope =>
            {
                var guest = invited with { Identifier = SecretText.Secret(IdentifierPrefix), ExpiresAt = (clock.GetUtcNow() + Stay).ToUnixTimeMilliseconds() };
                if (!await GuestList.TryEnterAsync(scope, guest))
                {
                    return new Outcome(Guest: null, Room: null, IsUsed: true);
                }

                if (await ConversationRepository.FindAsync(scope, guest.AccountId, guest.ConversationId) is { } conversation)
                {
                    var edit = edits.Begin(scope, conversation, Author.System);
                    await edit.NoteAsync(Note);
                    await edit.SaveAsync();
                }

                return new Outcome(guest, room, IsUsed: false);
            },
            cancellationToken);
    }
}
