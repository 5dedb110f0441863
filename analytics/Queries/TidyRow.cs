namespace OneLink.Analytics.Queries;

/// <summary>The counts of one step and one value of each dimension, in the order in which the dimensions were asked for.</summary>
public readonly record struct TidyRow(DateTimeOffset Start, IReadOnlyList<string> Values, ClickCounts Counts);
