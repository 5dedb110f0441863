namespace OneLink.Analytics.Queries;

/// <summary>
/// What one pass over the clicks is grouped by: nothing (the totals), the step, each dimension, the dimensions of the
/// cross table together. ClickHouse tells the parts apart by a bit for each column, the first one highest, which is set
/// where the part is not grouped by the column.
/// </summary>
internal sealed class BreakdownLayout
{
    private readonly bool _hasSteps;

    public BreakdownLayout(ClickQuestion question)
    {
        _hasSteps = question.Interval != SeriesInterval.None;
        Dimensions = [.. question.GroupBy.Concat(question.Pivot).Distinct()];
        Parts = [.. question.GroupBy.Select(dimension => (IReadOnlyList<ClickDimension>)[dimension]), .. question.Pivot is [] ? (IReadOnlyList<ClickDimension>[])[] : [question.Pivot]];
    }

    /// <summary>Every dimension once: the columns <c>d0</c>, <c>d1</c>, … of a row.</summary>
    public IReadOnlyList<ClickDimension> Dimensions { get; }

    /// <summary>Groups and cross table.</summary>
    public IReadOnlyList<IReadOnlyList<ClickDimension>> Parts { get; }

    /// <summary>Number of the part that is grouped by nothing.</summary>
    public ulong Totals => (1UL << Columns) - 1;

    /// <summary>Number of the part that is grouped by the step; none of a row's where there is no series.</summary>
    public ulong Series => _hasSteps ? Totals & ~(1UL << (Columns - 1)) : ulong.MaxValue;

    /// <summary>Number of a row that is no part of the answer: the totals of a series that was read apart, to be compared.</summary>
    public ulong Quarters => 1UL << Columns;

    private int Columns => Dimensions.Count + (_hasSteps ? 1 : 0);

    /// <summary>Number of the part that is grouped by these dimensions.</summary>
    public ulong Number(IReadOnlyList<ClickDimension> part)
        => part.Aggregate(Totals, (number, dimension) => number & ~(1UL << (Dimensions.Count - 1 - Place(dimension))));

    public string Name(ClickDimension dimension) => FormattableString.Invariant($"d{Place(dimension)}");

    /// <summary>The same as text, as answers have it.</summary>
    public string Text(ClickDimension dimension) => FormattableString.Invariant($"v{Place(dimension)}");

    /// <summary>The texts of a row that is grouped by no dimension, behind other columns.</summary>
    public string NoTexts => string.Concat(Dimensions.Select(dimension => $", '' AS {Text(dimension)}"));

    /// <summary>The names of all columns that something is grouped by.</summary>
    public IEnumerable<string> Names => [.. _hasSteps ? (string[])["key"] : [], .. Dimensions.Select(Name)];

    public int Place(ClickDimension dimension) => Dimensions.Index().First(pair => pair.Item == dimension).Index;
}
