namespace OneLink.Admin.Access.ContactTokens;

/// <summary>What is said of a contact, signed.</summary>
/// <param name="Id">That no other token has.</param>
/// <param name="Kind">What it is good for: one of the constants.</param>
/// <param name="AccountId">Of the contact.</param>
/// <param name="ContactId">Whose it is.</param>
/// <param name="ExpiresAt">Unix seconds.</param>
internal sealed record ContactToken(string Id, string Kind, long AccountId, long ContactId, long ExpiresAt)
{
    /// <summary>Exchanged, once, for the other two.</summary>
    public const string Ticket = "ticket";

    public const string Access = "access";

    /// <summary>Gives another access token.</summary>
    public const string Refresh = "refresh";
}
