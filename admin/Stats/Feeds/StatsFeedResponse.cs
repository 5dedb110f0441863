using OneLink.Admin.Links;

namespace OneLink.Admin.Stats.Feeds;

/// <summary>A feed as the API shows it; <c>url</c> is what goes into the tool.</summary>
internal sealed record StatsFeedResponse(string Id, string Name, string? LinkId, string Query, string Token, string Url, DateTimeOffset CreatedAt)
{
    /// <param name="feed">As stored.</param>
    /// <param name="origin">Of this server, as the caller reached it.</param>
    public static StatsFeedResponse From(StatsFeed feed, string origin) => new(
        feed.Id,
        feed.Name,
        feed.LinkId is { } link ? new LinkId(link).ToString() : null,
        feed.Query,
        feed.Token,
        $"{origin}/feeds/{feed.Token}.csv",
        DateTimeOffset.FromUnixTimeMilliseconds(feed.CreatedAt));
}
