namespace OneLink.Analytics.Queries;

/// <summary>The counts of one combination of values, in the order of the dimensions.</summary>
public readonly record struct CellCounts(IReadOnlyList<string> Values, ClickCounts Counts);
