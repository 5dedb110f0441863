namespace OneLink.Analytics.Queries;

/// <summary>Keeps the clicks whose dimension has one of <paramref name="Included"/> (any, where empty) and none of <paramref name="Excluded"/>.</summary>
public sealed record ClickFilter(ClickDimension Dimension, IReadOnlyList<string> Included, IReadOnlyList<string> Excluded);
