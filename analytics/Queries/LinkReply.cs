using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Sorts the rows of a statement's parts, which come in any order, into an answer.</summary>
internal sealed class LinkReply
{
    private readonly Dictionary<long, ClickCounts> _series = [];
    private readonly Dictionary<string, List<(ValueCounts Row, bool IsRest)>> _groups = new(StringComparer.Ordinal);
    private ClickCounts _totals;

    /// <summary>A row of any part: its name, the step's number (or whether it is the rest of a group), the value, the counts.</summary>
    public bool Read(ref ClickHouseRow row)
    {
        var part = row.ReadString();
        var key = row.ReadInt64();
        var value = row.ReadString();
        var counts = ReadCounts(ref row);
        switch (part)
        {
            case LinkTotals.Part:
                _totals = counts;
                break;
            case LinkSeries.Part:
                _series.Add(key, counts);
                break;
            default:
                Group(part).Add((new ValueCounts(value, counts), IsRest: key != 0));
                break;
        }

        return true;
    }

    public static ClickCounts ReadCounts(ref ClickHouseRow row)
        => new(row.ReadInt64(), row.ReadInt64(), row.ReadInt64(), row.ReadInt64());

    public LinkAnswer ToAnswer(LinkQuestion question, SeriesCalendar calendar) => new(
        _totals,
        [.. calendar.Points(int.MaxValue - 1).Select(point => new SeriesCounts(point.Start, _series.GetValueOrDefault(point.Key)))],
        question.GroupBy.ToDictionary(dimension => dimension, dimension => Sorted(Group(dimension.Name()), question.Counted)));

    private List<(ValueCounts Row, bool IsRest)> Group(string name)
    {
        if (!_groups.TryGetValue(name, out var values))
        {
            _groups.Add(name, values = []);
        }

        return values;
    }

    private static IReadOnlyList<ValueCounts> Sorted(List<(ValueCounts Row, bool IsRest)> values, CountedClicks counted) =>
    [
        .. values
            .OrderBy(value => value.IsRest)
            .ThenByDescending(value => value.Row.Counts.Clicks(counted))
            .ThenBy(value => value.Row.Value, StringComparer.Ordinal)
            .Select(value => value.Row),
    ];
}
