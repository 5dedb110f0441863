namespace OneLink.Client.Links;

/// <summary>What an inbox must be.</summary>
/// <param name="Id">An inbox of the link's account.</param>
/// <param name="Open">Whether it has to be open, or must not be.</param>
public sealed record InboxCondition(long Id, bool Open = true);
