using System.Text.Json.Nodes;
using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Opens.Tickets;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>
/// Lets a contact into live chat: the account's first API inbox, which the Client API and <c>/cable</c> serve. The account
/// has vouched for who it is, so that it sees its conversations as one who has proved to be the contact.
/// </summary>
internal sealed class LiveChatAccess(IDatabase database, InboxRepository inboxes, ContactInboxes places, ContactTokenIssuer tokens, GuestEntry guests, TimeProvider clock)
{
    private static readonly TimeSpan AccessLife = TimeSpan.FromHours(1);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(30);

    /// <summary>Takes a ticket that has not expired: whoever comes second with it, comes too late.</summary>
    public Task<OneTalkResult> ExchangeAsync(ContactToken ticket, CancellationToken cancellationToken)
        => OpenAsync(ticket, isTicket: true, cancellationToken);

    /// <summary>The same access with another token, for who shows that he had it.</summary>
    public Task<OneTalkResult> OpenAsync(ContactToken refresh, CancellationToken cancellationToken) => OpenAsync(refresh, isTicket: false, cancellationToken);

    /// <summary>
    /// Takes a ticket that <c>POST /open</c> gave and that has not expired: a stay in the conversation that the link was made for.
    /// It cannot be refreshed, and <c>/cable</c> tells a guest nothing, for it tells of the contact.
    /// </summary>
    public async Task<OneTalkResult> ExchangeOpenTicketAsync(ContactToken ticket, CancellationToken cancellationToken)
    {
        var outcome = await guests.EnterAsync(ticket, cancellationToken);
        if (outcome is not { Guest: { } guest, Room: { } room })
        {
            return outcome.IsUsed ? OneTalkResult.TicketUsed() : OneTalkResult.NotFound("The conversation is not open to guests any more");
        }

        return OneTalkResult.Ok(new JsonObject
        {
            ["accessToken"] = tokens.Issue(ContactToken.GuestAccess, guest.AccountId, guest.LinkId, GuestEntry.Stay).Text,
            ["refreshToken"] = "",
            ["expiresAt"] = ApiTime.Iso(guest.ExpiresAt!.Value),
            ["inboxIdentifier"] = room.Inbox.Identifier,
            ["contactIdentifier"] = guest.Identifier,
            ["pubsubToken"] = "",
            ["conversationId"] = room.Conversation.DisplayId,
        });
    }

    private async Task<OneTalkResult> OpenAsync(ContactToken shown, bool isTicket, CancellationToken cancellationToken)
    {
        var inbox = (await inboxes.OfAccountAsync(shown.AccountId, cancellationToken)).Find(inbox => inbox.Channel is InboxChannel.Api);
        return await database.WriteAsync(
            async scope =>
            {
                if (await AccountRepository.FindAsync(scope, shown.AccountId) is not { IsSuspended: false }
                    || await ContactRepository.FindAsync(scope, shown.AccountId, shown.Subject) is not { } contact)
                {
                    return OneTalkResult.NotFound("The contact is not there any more");
                }

                if (inbox is null)
                {
                    return OneTalkResult.NotFound("The organization has no live chat");
                }

                if (isTicket && !await UseAsync(scope, shown))
                {
                    return OneTalkResult.TicketUsed();
                }

                return Answer(inbox, await PlaceAsync(scope, contact, inbox));
            },
            cancellationToken);
    }

    /// <summary>
    /// The place that was proved, else a new one: who made one that was not may be somebody else, and must not come to see
    /// more by it.
    /// </summary>
    private async Task<ContactInbox> PlaceAsync(WriteScope scope, Contact contact, Inbox inbox)
    {
        if (await ContactInboxRepository.LastVerifiedAsync(scope, contact.AccountId, contact.Id, inbox.Id) is { } proved)
        {
            return proved;
        }

        var added = await places.AddAsync(scope, contact, inbox, sourceId: null);
        var place = added.TryGet(out var row) ? row : throw new InvalidOperationException("A contact is always given a new place in an API inbox.");
        await ContactInboxRepository.VerifyAsync(scope, place);
        return place;
    }

    private OneTalkResult Answer(Inbox inbox, ContactInbox place)
    {
        var (access, accessToken) = tokens.Issue(ContactToken.Access, place.AccountId, place.ContactId, AccessLife);
        var (refresh, _) = tokens.Issue(ContactToken.Refresh, place.AccountId, place.ContactId, RefreshLife);
        return OneTalkResult.Ok(new JsonObject
        {
            ["accessToken"] = access,
            ["refreshToken"] = refresh,
            ["expiresAt"] = ApiTime.Iso(DateTimeOffset.FromUnixTimeSeconds(accessToken.ExpiresAt).ToUnixTimeMilliseconds()),
            ["inboxIdentifier"] = inbox.Identifier,
            ["contactIdentifier"] = place.SourceId,
            ["pubsubToken"] = place.PubsubToken,
        });
    }

    /// <returns>Whether it was the first time.</returns>
    private async Task<bool> UseAsync(WriteScope scope, ContactToken ticket)
    {
        await scope.ExecuteAsync("DELETE FROM used_tickets WHERE expires_at < @now", new { now = clock.GetUtcNow().ToUnixTimeSeconds() });
        return await scope.ExecuteAsync("INSERT INTO used_tickets (id, expires_at) VALUES (@Id, @ExpiresAt) ON CONFLICT DO NOTHING", ticket) == 1;
    }
}
