namespace OneLink.Admin.Automation.Actions;

/// <summary>The link that an action made for the conversation; messages after it can carry it.</summary>
/// <param name="Id">Of the row.</param>
/// <param name="ShortUrl">What the contact taps.</param>
internal sealed record MadeLink(long Id, string ShortUrl);
