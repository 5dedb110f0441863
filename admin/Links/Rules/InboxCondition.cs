namespace OneLink.Admin.Links.Rules;

/// <summary>What an inbox of the link's account must be.</summary>
/// <param name="Id">Of the inbox.</param>
/// <param name="Open">Whether it has to be within its hours with somebody there, or must not.</param>
internal sealed record InboxCondition(long Id, bool Open);
