using OneLink.Admin.Access.ContactTokens;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Opens.Tickets;

/// <summary>
/// Gives an app that names its click a ticket to the conversation that the link was made for
/// (docs/decisions/0022-links-and-conversations.md#a-ticket-from-an-opening):
/// 1. only where the account has switched it on;
/// 2. only for a link of one message to one contact, and soon after: the tap, and the link itself;
/// 3. only where guests may enter the conversation;
/// 4. only while one person alone has tapped the link;
/// 5. once for a link.
/// </summary>
internal sealed class OpenTickets(
    GuestRooms rooms, GuestList guests, LinkRecipients recipients, LinkVisitors visitors, ContactTokenIssuer tokens, TimeProvider clock)
{
    /// <summary>From the tap to the opened app: the store, and a slow network.</summary>
    public static readonly TimeSpan LongestInstallation = TimeSpan.FromMinutes(30);

    /// <summary>A link that lies about for longer may be in anybody's hands.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(7);

    /// <summary>The app exchanges it at once.</summary>
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(5);

    /// <param name="click">That the app named by its id.</param>
    /// <param name="link">That was tapped.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClickHouseException">ClickHouse did not answer.</exception>
    public async Task<TicketAnswer> OfAsync(ClickFacts click, StoredLink link, CancellationToken cancellationToken)
    {
        // 1.
        if (!await rooms.IsOnAsync(link.AccountId, cancellationToken))
        {
            return TicketAnswer.Because(NoTicket.Off);
        }

        // 2.
        var now = clock.GetUtcNow();
        if (await recipients.FindAsync(link.AccountId, link.Id.Value, cancellationToken) is not { ConversationId: { } conversation, MessageId: { } message } recipient)
        {
            return TicketAnswer.Because(NoTicket.NotPersonal);
        }

        if (now - DateTimeOffset.FromUnixTimeMilliseconds(click.UnixTimeMs) > LongestInstallation
            || now - DateTimeOffset.FromUnixTimeMilliseconds(recipient.CreatedAt) > LongestLife)
        {
            return TicketAnswer.Because(NoTicket.TooLate);
        }

        // 3.
        if ((await rooms.FindAsync(link.AccountId, conversation, cancellationToken)).NoTicket is { } closed)
        {
            return TicketAnswer.Because(closed);
        }

        // 4.
        if (!await visitors.IsOnlyAsync(checked((uint)link.AccountId), (ulong)link.Id.Value, click.ClickId, cancellationToken))
        {
            return TicketAnswer.Because(NoTicket.OtherVisitors);
        }

        // 5.
        var guest = new Guest
        {
            LinkId = link.Id.Value,
            AccountId = link.AccountId,
            ConversationId = conversation,
            MessageId = message,
            ClickId = click.ClickId,
            GivenAt = now.ToUnixTimeMilliseconds(),
        };
        return await guests.TryAddAsync(guest, cancellationToken)
            ? new TicketAnswer(tokens.Issue(ContactToken.OpenTicket, link.AccountId, link.Id.Value, TicketLife).Text, NoTicket: null)
            : TicketAnswer.Because(NoTicket.Given);
    }
}
