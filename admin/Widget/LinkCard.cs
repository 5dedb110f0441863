namespace OneLink.Admin.Widget;

/// <summary>What a chat shows of a short link that stands in a message.</summary>
/// <param name="Url">As it stands there: a tap on the card goes the link's own way.</param>
/// <param name="Host">Where the link leads by itself, in ASCII, so that no letter looks like another.</param>
/// <param name="Title">Of its card, else its own; null where it has none.</param>
/// <param name="Description">Of its card.</param>
/// <param name="SiteName">Of its card.</param>
/// <param name="ImageUrl">Its card's picture, made small, on this server; null where it has none.</param>
internal sealed record LinkCard(string Url, string Host, string? Title, string? Description, string? SiteName, string? ImageUrl);
