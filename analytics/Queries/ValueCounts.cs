namespace OneLink.Analytics.Queries;

/// <summary>The counts of one value of a dimension.</summary>
public readonly record struct ValueCounts(string Value, ClickCounts Counts);
