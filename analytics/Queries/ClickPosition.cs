namespace OneLink.Analytics.Queries;

/// <summary>The place of a click in a list, newest first: what a page goes on behind.</summary>
public readonly record struct ClickPosition(DateTimeOffset Time, Guid Id);
