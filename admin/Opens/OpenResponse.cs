namespace OneLink.Admin.Opens;

/// <summary>Which tap led to the app, and where in it that leads.</summary>
/// <param name="ClickId">For <c>POST /events</c>; null where there is none.</param>
/// <param name="Link">The link that was tapped.</param>
/// <param name="DeepLinkPath">As the link has it for this visitor's platform, rule and variant.</param>
/// <param name="Matched"><c>exact</c>; <c>probable</c>: a tap from the same address, perhaps somebody else's, so that nothing
/// personal may hang on it; null.</param>
/// <param name="Ticket">For OneTalk's <c>request_access_token</c>: the conversation that the link was made for.</param>
/// <param name="NoTicket">Why there is no ticket, one of <see cref="Tickets.NoTicket"/>; null where there is one, and where there is no link.</param>
internal sealed record OpenResponse(string? ClickId, OpenedLink? Link, string? DeepLinkPath, string? Matched, string? Ticket, string? NoTicket)
{
    public const string Exact = "exact";
    public const string Probable = "probable";

    public static OpenResponse Nothing { get; } = new(ClickId: null, Link: null, DeepLinkPath: null, Matched: null, Ticket: null, NoTicket: null);
}
