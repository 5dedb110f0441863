namespace OneLink.Admin.Stats.Feeds;

internal sealed record StatsFeedPage(IReadOnlyList<StatsFeedResponse> Data, string? NextCursor);
