namespace OneLink.Admin.Access.ContactTokens;

/// <summary>What is said of a contact, signed.</summary>
/// <param name="Id">That no other token has.</param>
/// <param name="Kind">What it is good for: one of the constants.</param>
/// <param name="AccountId">Whose contact.</param>
/// <param name="Subject">The contact; of <see cref="OpenTicket"/> and <see cref="GuestAccess"/> the link that was opened, so that
/// it says nothing of the contact.</param>
/// <param name="ExpiresAt">Unix seconds.</param>
internal sealed record ContactToken(string Id, string Kind, long AccountId, long Subject, long ExpiresAt)
{
    /// <summary>Exchanged, once, for the other two.</summary>
    public const string Ticket = "ticket";

    public const string Access = "access";

    /// <summary>Gives another access token.</summary>
    public const string Refresh = "refresh";

    /// <summary>That <c>POST /open</c> gives: exchanged, once, for a stay in one conversation.</summary>
    public const string OpenTicket = "open_ticket";

    /// <summary>Of such a stay.</summary>
    public const string GuestAccess = "guest_access";
}
