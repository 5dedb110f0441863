namespace OneLink.Analytics.Queries;

/// <summary>The counts of one step of a series.</summary>
public readonly record struct SeriesCounts(DateTimeOffset Start, ClickCounts Counts);
