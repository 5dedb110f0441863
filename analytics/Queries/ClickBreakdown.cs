using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>
/// How many in all, in each step and for each value of each dimension? In one pass over the rows: reading a link's few
/// rows out of every part of the table is most of the cost of a question, and a pass for each group repeats it.
/// </summary>
/// <remarks>
/// Of each group there is one value more than is shown, so that the reader knows whether there are others. What may
/// stand for "unknown" is counted apart from that limit: it may be two values, which the reader makes one.
/// </remarks>
internal static class ClickBreakdown
{
    private const string OfClicks =
        "countIf(kind = 'human') AS humans, countIf(kind IN ('bot', 'preview')) AS programs, countIf(kind = 'prefetch') AS prefetches,\n"
        + "       uniqCombined64If(15)(visitor, kind = 'human') AS people\n";

    /// <summary>Some rows of a rollup are not merged yet at any moment, hence the sums.</summary>
    private const string OfBuckets =
        "sum(humans) AS humans, sum(bots) AS programs, sum(prefetches) AS prefetches,\n       uniqCombined64Merge(15)(visitors) AS people\n";

    public static string Sql(ClickQuestion question, BreakdownLayout layout, ClickSource source)
    {
        var range = ClickRange.Sql(source, question);
        var names = layout.Names.ToList();
        if (names.Count == 0)
        {
            var counts = source == ClickSource.Clicks ? OfClicks : OfBuckets;
            return ClickClock.For(question, source) + $"SELECT toUInt64(0), toInt64(0), {counts}{range}";
        }

        if (source != ClickSource.Clicks)
        {
            return Steps(question, range);
        }

        var texts = string.Concat(layout.Dimensions.Select(dimension => $", toString({layout.Name(dimension)})"));
        var key = question.Interval == SeriesInterval.None ? "toInt64(0)" : "key";
        return $$"""
            SELECT grouping({{string.Join(", ", names)}}) AS part, {{key}}{{texts}},
                   {{OfClicks}}FROM (
            {{ClickClock.For(question, source)}}SELECT {{string.Join(", ", Columns(question, layout))}}
            {{range}})
            GROUP BY GROUPING SETS ({{string.Join(", ", Sets(question, layout))}})
            ORDER BY {{Counted(question.Counted)}} DESC{{string.Concat(layout.Dimensions.Select(dimension => ", " + Sorted(dimension, layout)))}}
            {{(layout.Parts is [] ? "" : $"LIMIT {{group_limit:UInt32}} + 1 BY part, {key}{Unknowns(question, layout)}")}}
            """;
    }

    /// <summary>
    /// The same from a rollup. A state of many visitors takes some 80 µs to merge and there are 2,880 quarters of an hour
    /// in 30 days: they are merged to steps once, and the few steps to the totals.
    /// </summary>
    private static string Steps(ClickQuestion question, string range) => $$"""
        SELECT grouping(slot) AS part, slot, sum(slot_humans), sum(slot_bots), sum(slot_prefetches), uniqCombined64Merge(15)(slot_visitors)
        FROM (
        {{ClickClock.For(question, ClickSource.QuarterHours)}}SELECT {{SeriesKey.Sql(question.Interval)}} AS slot, sum(humans) AS slot_humans, sum(bots) AS slot_bots,
               sum(prefetches) AS slot_prefetches, uniqCombined64MergeState(15)(visitors) AS slot_visitors
        {{range}}GROUP BY slot)
        GROUP BY GROUPING SETS ((), (slot))
        """;

    private static IEnumerable<string> Columns(ClickQuestion question, BreakdownLayout layout) =>
    [
        .. question.Interval == SeriesInterval.None ? Array.Empty<string>() : [SeriesKey.Sql(question.Interval) + " AS key"],
        .. layout.Dimensions.Select(dimension => $"{Value(question, dimension)} AS {layout.Name(dimension)}"),
        "kind",
        "visitor",
    ];

    private static IEnumerable<string> Sets(ClickQuestion question, BreakdownLayout layout) =>
    [
        "()",
        .. question.Interval == SeriesInterval.None ? Array.Empty<string>() : ["(key)"],
        .. layout.Parts.Select(part => $"({string.Join(", ", part.Select(layout.Name))})"),
    ];

    /// <summary>
    /// As stored where possible, which is faster. In a cross table a row may be unknown in two ways in each of its
    /// dimensions, and only their sum has a place in the order.
    /// </summary>
    private static string Value(ClickQuestion question, ClickDimension dimension)
        => dimension.MayBeUnknown() && question.Pivot.Contains(dimension) ? dimension.Shown() : dimension.Column();

    private static string Unknowns(ClickQuestion question, BreakdownLayout layout)
        => string.Concat(layout.Dimensions.Where(dimension => dimension.MayBeUnknown() && !question.Pivot.Contains(dimension)).Select(dimension => $", {layout.Name(dimension)} IN ('', 'unknown')"));

    /// <summary>Enumerations have numbers of their own, which nobody sees.</summary>
    private static string Sorted(ClickDimension dimension, BreakdownLayout layout)
        => dimension.MayBeUnknown() || dimension.IsNumber() ? layout.Name(dimension) : $"toString({layout.Name(dimension)})";

    private static string Counted(CountedClicks counted) => counted switch
    {
        CountedClicks.People => "humans",
        CountedClicks.PeopleAndBots => "humans + programs",
        CountedClicks.Bots => "programs",
        _ => throw new UnreachableException(),
    };
}
