using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Sorts the rows of a breakdown, which come in any order, into an answer.</summary>
/// <param name="question">What was asked.</param>
/// <param name="layout">Of the rows.</param>
internal sealed class ClickReply(ClickQuestion question, BreakdownLayout layout)
{
    private readonly Dictionary<long, ClickCounts> _series = [];
    private readonly Dictionary<ulong, ClickGroup> _groups = layout.Parts.DistinctBy(layout.Number).ToDictionary(layout.Number, part => new ClickGroup(part, [.. layout.Dimensions.Where(part.Contains)]));
    private readonly Dictionary<ulong, List<(CellCounts Row, SummedRow? Summed)>> _rows = [];
    private ClickCounts _totals;
    private ClickCounts? _quarters;

    /// <summary>Rows whose visitors are not known yet, after all rows were read.</summary>
    public IReadOnlyList<SummedRow> Summed { get; private set; } = [];

    /// <summary>A row of any part: its number, the number of the step, a value of each dimension, the counts.</summary>
    public bool Read(ref ClickHouseRow row)
    {
        var part = row.ReadUInt64();
        var key = row.ReadInt64();
        var values = new string[layout.Dimensions.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = row.ReadString();
            values[i] = value.Length == 0 && layout.Dimensions[i].MayBeUnknown() ? ClickDimensions.Unknown : value;
        }

        var counts = ReadCounts(ref row);
        if (part == layout.Totals)
        {
            _totals = counts;
        }
        else if (part == layout.Quarters)
        {
            _quarters = counts;
        }
        else if (part == layout.Series)
        {
            _series.Add(key, counts);
        }
        else
        {
            var group = _groups[part];
            group.Add([.. group.Dimensions.Select(dimension => values[layout.Place(dimension)])], counts);
        }

        return true;
    }

    public static ClickCounts ReadCounts(ref ClickHouseRow row)
        => new(row.ReadInt64(), row.ReadInt64(), row.ReadInt64(), row.ReadInt64());

    /// <summary>False where a click reached the totals of an added-up day between the two questions, so that series and groups would differ.</summary>
    public bool Holds(ClickPlan plan) => _quarters is not { } read || read.Humans + read.Bots + read.Prefetches == plan.DayClicks;

    /// <summary>To be called after the last row.</summary>
    public void Complete()
    {
        foreach (var (number, group) in _groups)
        {
            _rows.Add(number, group.Rows(question, _totals));
        }

        Summed = [.. _rows.Values.SelectMany(rows => rows).Select(row => row.Summed).OfType<SummedRow>()];
    }

    /// <param name="calendar">The steps of the series.</param>
    /// <param name="visitors">Of each row in <see cref="Summed"/>.</param>
    public ClickAnswer ToAnswer(SeriesCalendar calendar, IReadOnlyList<long> visitors)
    {
        var known = Summed.Zip(visitors).ToDictionary(pair => pair.First, pair => pair.Second);
        return new ClickAnswer(
            _totals,
            [.. calendar.Points(int.MaxValue - 1).Select(point => new SeriesCounts(point.Start, _series.GetValueOrDefault(point.Key)))],
            question.GroupBy.ToDictionary(
                dimension => dimension,
                dimension => (IReadOnlyList<ValueCounts>)[.. Cells([dimension]).Select(cell => new ValueCounts(cell.Values[0], cell.Counts))]),
            question.Pivot is [] ? [] : [.. Cells(question.Pivot)]);

        IEnumerable<CellCounts> Cells(IReadOnlyList<ClickDimension> part) => _rows[layout.Number(part)].Select(row => row.Summed is null
            ? row.Row
            : row.Row with { Counts = row.Row.Counts with { Visitors = known[row.Summed] } });
    }
}
