namespace OneLink.Admin.Opens.Tickets;

/// <summary>What an opening that found its link is told of a ticket: one of the two.</summary>
/// <param name="Ticket">For OneTalk's <c>request_access_token</c>, once.</param>
/// <param name="NoTicket">Why there is none: one of <see cref="Tickets.NoTicket"/>.</param>
internal sealed record TicketAnswer(string? Ticket, string? NoTicket)
{
    public static TicketAnswer Because(string noTicket) => new(Ticket: null, noTicket);
}
