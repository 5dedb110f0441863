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
    private const string OfClicks = """
        countIf(kind = 'human') AS n_humans, countIf(kind IN ('bot', 'preview')) AS n_programs, countIf(kind = 'prefetch') AS n_prefetches,
               uniqCombined64If(15)(visitor, kind = 'human' AND visitor != 0) AS n_people

        """;

    public static string Sql(ClickQuestion question, SeriesCalendar calendar, BreakdownLayout layout, ClickPlan plan)
        => plan switch
        {
            { Days: [], Source: ClickSource.Clicks } => Clicks(question, layout, plan) + InOrder(question, layout, "n", dimension => Sorted(dimension, layout), layout.Name),
            { Days: [] } => QuarterHours(question, layout, plan),
            _ => Together(question, calendar, layout, plan),
        };

    /// <summary>Opens a SELECT of the steps' counts and states of a rollup; FROM is to follow, and GROUP BY slot.</summary>
    public static string Slots(ClickQuestion question) => $"""
        {ClickClock.For(question, ClickSource.QuarterHours)}SELECT {SeriesKey.Sql(question.Interval)} AS slot, sum(humans) AS slot_humans, sum(bots) AS slot_bots,
               sum(prefetches) AS slot_prefetches, uniqCombined64MergeState(15)(visitors) AS slot_visitors

        """;

    private static string Clicks(ClickQuestion question, BreakdownLayout layout, ClickPlan plan)
    {
        var names = layout.Names.ToList();
        var range = ClickRange.Sql(ClickSource.Clicks, question, plan.Rest);
        if (names.Count == 0)
        {
            return ClickClock.For(question, ClickSource.Clicks) + $"SELECT toUInt64(0) AS part, toInt64(0) AS step, {OfClicks}{range}";
        }

        var texts = string.Concat(layout.Dimensions.Select(dimension => $", {Text(dimension, layout)} AS {layout.Text(dimension)}"));
        return $$"""
            SELECT toUInt64(grouping({{string.Join(", ", names)}})) AS part, {{Step(question)}} AS step{{texts}},
                   {{OfClicks}}FROM (
            {{ClickClock.For(question, ClickSource.Clicks)}}SELECT {{string.Join(", ", Columns(question, layout))}}
            {{range}})
            GROUP BY GROUPING SETS ({{string.Join(", ", Sets(question, layout))}})

            """;
    }

    /// <summary>
    /// The same from a rollup, where nothing is grouped. A state of many visitors takes some 80 µs to merge and there are
    /// 2,880 quarters of an hour in 30 days: they are merged to steps once, and the few steps to the totals. Some rows of a
    /// rollup are not merged yet at any moment, hence the sums.
    /// </summary>
    private static string QuarterHours(ClickQuestion question, BreakdownLayout layout, ClickPlan plan)
    {
        var hasSteps = question.Interval != SeriesInterval.None;
        return $$"""
            SELECT {{(hasSteps ? "toUInt64(grouping(slot))" : $"toUInt64({layout.Totals})")}} AS part, {{(hasSteps ? "slot" : "toInt64(0)")}} AS step,
                   sum(slot_humans) AS n_humans, sum(slot_bots) AS n_programs, sum(slot_prefetches) AS n_prefetches, uniqCombined64Merge(15)(slot_visitors) AS n_people
            FROM (
            {{Slots(question)}}{{ClickRange.Sql(ClickSource.QuarterHours, question, plan.Rest)}}GROUP BY slot)
            {{(hasSteps ? "GROUP BY GROUPING SETS ((), (slot))" : "")}}

            """;
    }

    /// <summary>
    /// Added-up days and what lies between them. A visitor's hash lives for one UTC day and no day is read in both, so
    /// that visitors can be added up as well.
    /// </summary>
    private static string Together(ClickQuestion question, SeriesCalendar calendar, BreakdownLayout layout, ClickPlan plan)
    {
        var texts = string.Concat(layout.Dimensions.Select(dimension => ", " + layout.Text(dimension)));
        IEnumerable<string> rest = plan.Rest is []
            ? []
            : [plan.Source == ClickSource.Clicks ? Clicks(question, layout, plan) : QuarterHours(question, layout, plan)];
        return $$"""
            SELECT part, step{{texts}}, sum(n_humans) AS all_humans, sum(n_programs) AS all_programs, sum(n_prefetches), sum(n_people)
            FROM (
            {{string.Join("UNION ALL\n", rest.Concat(BusyDayValues.Selects(question, calendar, layout)))}})
            GROUP BY part, step{{texts}}

            """ + InOrder(question, layout, "all", dimension => dimension.IsNumber() ? $"leftPad({layout.Text(dimension)}, 20, '0')" : layout.Text(dimension), layout.Text);
    }

    /// <summary>Most clicks first, cut off behind one value more than is shown.</summary>
    private static string InOrder(
        ClickQuestion question, BreakdownLayout layout, string counts, Func<ClickDimension, string> sorted, Func<ClickDimension, string> value)
        => layout.Names.Any()
            ? $"ORDER BY {Counted(question.Counted, counts)} DESC{string.Concat(layout.Dimensions.Select(dimension => ", " + sorted(dimension)))}\n"
                + (layout.Parts is [] ? "" : $"LIMIT {{group_limit:UInt32}} + 1 BY part, step{Unknowns(question, layout, value)}")
            : "";

    /// <summary>An enumeration that a part is not grouped by would show its first name.</summary>
    private static string Text(ClickDimension dimension, BreakdownLayout layout)
        => dimension.MayBeUnknown() ? $"toString({layout.Name(dimension)})" : $"if(grouping({layout.Name(dimension)}) = 1, '', toString({layout.Name(dimension)}))";

    private static string Step(ClickQuestion question) => question.Interval == SeriesInterval.None ? "toInt64(0)" : "key";

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

    private static string Unknowns(ClickQuestion question, BreakdownLayout layout, Func<ClickDimension, string> value)
        => string.Concat(layout.Dimensions.Where(dimension => dimension.MayBeUnknown() && !question.Pivot.Contains(dimension)).Select(dimension => $", {value(dimension)} IN ('', 'unknown')"));

    /// <summary>Enumerations have numbers of their own, which nobody sees.</summary>
    private static string Sorted(ClickDimension dimension, BreakdownLayout layout)
        => dimension.MayBeUnknown() || dimension.IsNumber() ? layout.Name(dimension) : $"toString({layout.Name(dimension)})";

    private static string Counted(CountedClicks counted, string counts) => counted switch
    {
        CountedClicks.People => $"{counts}_humans",
        CountedClicks.PeopleAndBots => $"{counts}_humans + {counts}_programs",
        CountedClicks.Bots => $"{counts}_programs",
        _ => throw new UnreachableException(),
    };
}
