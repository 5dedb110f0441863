namespace OneLink.EndToEnd.Api;

/// <summary>A row of the clicks, as far as these tests look at it.</summary>
/// <param name="Referrer">Host of the page that the visit came from.</param>
/// <param name="LinkId">Of the link, as a number.</param>
/// <param name="Id">Of the click.</param>
internal sealed record RecordedClick(string Referrer, string LinkId, string Id);
