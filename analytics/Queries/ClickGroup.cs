namespace OneLink.Analytics.Queries;

/// <summary>
/// The rows of one group as ClickHouse gave them, made into those of the answer: most clicks first, "unknown" once, all
/// past the limit as one row of others. Clicks whose own value is "other" are in the row of the others, where there is one.
/// </summary>
/// <param name="dimensions">Of the values of a row.</param>
/// <param name="order">The same, in the order in which ClickHouse looks at them where clicks are equal.</param>
internal sealed class ClickGroup(IReadOnlyList<ClickDimension> dimensions, IReadOnlyList<ClickDimension> order)
{
    /// <summary>Digits of a UInt64.</summary>
    private const int LongestNumber = 20;

    private readonly List<CellCounts> _rows = [];

    public IReadOnlyList<ClickDimension> Dimensions => dimensions;

    public void Add(IReadOnlyList<string> values, ClickCounts counts) => _rows.Add(new CellCounts(values, counts));

    /// <summary>The rows of the answer, each with the visitors to be asked for where it stands for several values.</summary>
    public List<(CellCounts Row, SummedRow? Summed)> Rows(ClickQuestion question, ClickCounts totals)
    {
        var rows = _rows
            .GroupBy(row => string.Join('\u0001', row.Values), StringComparer.Ordinal)
            .Select(Merge)
            .Where(row => row.Row.Counts.Clicks(question.Counted) > 0)
            .OrderByDescending(row => row.Row.Counts.Clicks(question.Counted))
            .ThenBy(row => Place(row.Row.Values), StringComparer.Ordinal)
            .ToList();
        if (rows.Count <= question.GroupLimit)
        {
            return rows;
        }

        var shown = rows.Take(question.GroupLimit).Where(row => !row.Row.Values.Contains(ClickDimensions.Other, StringComparer.Ordinal)).ToList();
        var rest = shown.Aggregate(totals with { Visitors = 0 }, (left, row) => left.Without(row.Row.Counts));
        var others = new SummedRow(dimensions, [.. shown.Select(row => row.Row.Values)], IsRest: true);
        return [.. shown, (new CellCounts([.. dimensions.Select(_ => ClickDimensions.Other)], rest), others)];
    }

    /// <summary>Sorts as ClickHouse does, which has cut the group off behind the limit: numbers as numbers.</summary>
    private string Place(IReadOnlyList<string> values) => string.Join('\u0001', order.Select(dimension =>
    {
        var value = values[dimensions.Index().First(pair => pair.Item == dimension).Index];
        return dimension.IsNumber() ? value.PadLeft(LongestNumber, '0') : value;
    }));

    private (CellCounts Row, SummedRow? Summed) Merge(IEnumerable<CellCounts> same)
    {
        var rows = same.ToList();
        return rows is [var only]
            ? (only, null)
            : (new CellCounts(rows[0].Values, rows.Select(row => row.Counts).Aggregate((sum, counts) => sum.With(counts))),
                new SummedRow(dimensions, [rows[0].Values], IsRest: false));
    }
}
