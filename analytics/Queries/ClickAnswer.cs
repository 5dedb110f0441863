namespace OneLink.Analytics.Queries;

/// <summary>What became of a <see cref="ClickQuestion"/>. All parts are of one moment: groups and series add up to the totals.</summary>
/// <param name="Totals">Over the whole range.</param>
/// <param name="Series">Every step of the range, also those without clicks.</param>
/// <param name="Groups">Values of each dimension asked for, most clicks first, the rest (<c>other</c>) last.</param>
/// <param name="Pivot">Combinations of values of the cross table's dimensions, most clicks first, the rest last.</param>
public sealed record ClickAnswer(
    ClickCounts Totals,
    IReadOnlyList<SeriesCounts> Series,
    IReadOnlyDictionary<ClickDimension, IReadOnlyList<ValueCounts>> Groups,
    IReadOnlyList<CellCounts> Pivot);
