namespace OneLink.Analytics.Queries;

/// <summary>How often people clicked a link, and when they did last.</summary>
public readonly record struct LinkCount(LinkKey Link, long Clicks, DateTimeOffset LastClickedAt);
