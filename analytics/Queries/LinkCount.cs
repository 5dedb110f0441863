namespace OneLink.Analytics.Queries;

/// <summary>How often people clicked a link, and when they did last.</summary>
public readonly record struct LinkCount(ulong LinkId, long Clicks, DateTimeOffset LastClickedAt);
