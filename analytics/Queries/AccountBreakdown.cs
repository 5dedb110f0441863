using System.Diagnostics;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// How many clicks had an account in all, in each step and for each value of some dimensions? From its rollup, as rows of
/// the form of <see cref="ClickBreakdown"/>. Values have no visitors yet: merging the states of thousands of values that
/// are not shown is most of the work, and <see cref="AccountVisitors"/> does it once it is known which are.
/// </summary>
internal static class AccountBreakdown
{
    private const string From = "FROM account_clicks_by_value\nWHERE account_id = {account:UInt32} AND ";

    /// <summary>Whole UTC days of the range as days, what is left at its ends as quarters of an hour.</summary>
    private const string InRange = """
        (grain = 'day' AND bucket >= {first_day:DateTime64(3, 'UTC')} AND bucket < {end_of_days:DateTime64(3, 'UTC')}
         OR grain = 'quarter' AND (bucket >= {from:DateTime64(3, 'UTC')} AND bucket < {first_day:DateTime64(3, 'UTC')}
                                   OR bucket >= {end_of_days:DateTime64(3, 'UTC')} AND bucket < {to:DateTime64(3, 'UTC')}))

        """;

    /// <summary>Whether the rollup has the dimension. Links are too many, tags are those of today, clocks follow the zone.</summary>
    public static bool Knows(ClickDimension dimension) => dimension is not (ClickDimension.Link or ClickDimension.Tag) && !dimension.IsLocalTime();

    public static string Sql(ClickQuestion question, SeriesCalendar calendar, BreakdownLayout layout)
        => layout.Dimensions is []
            ? Totals(question, calendar, layout)
            : Totals(question, calendar, layout) + "UNION ALL\nSELECT * FROM (\n" + Groups(question, layout) + ")\n";

    /// <summary>Rows of the values of the dimensions asked for, within the range.</summary>
    public static string ValueRows(BreakdownLayout layout)
        => From + $"dimension IN ({string.Join(", ", layout.Dimensions.Select(Quoted))}) AND " + InRange;

    public static ClickHouseParameters AddTo(ClickHouseParameters parameters, ClickQuestion question)
    {
        var first = Up(question.From);
        var end = Down(question.To);

        // A range without a whole day is read in quarters alone.
        return first < end
            ? parameters.Add("first_day", first).Add("end_of_days", end)
            : parameters.Add("first_day", question.To).Add("end_of_days", question.To);
    }

    /// <summary>
    /// States are merged to steps once, and the few steps to the totals: a state of many visitors takes some 80 µs, and 30
    /// days have 2,880 quarters of an hour. Hence also the coarsest grain that every step begins and ends on.
    /// </summary>
    private static string Totals(ClickQuestion question, SeriesCalendar calendar, BreakdownLayout layout)
    {
        var texts = string.Concat(layout.Dimensions.Select(dimension => $", '' AS {layout.Name(dimension)}"));
        var hasSteps = question.Interval != SeriesInterval.None;
        return $$"""
            SELECT {{(hasSteps ? $"if(grouping(slot) = 1, toUInt64({layout.Totals}), toUInt64({layout.Series}))" : $"toUInt64({layout.Totals})")}} AS part,
                   {{(hasSteps ? "slot" : "toInt64(0)")}} AS key{{texts}}, sum(slot_humans) AS n_humans, sum(slot_bots) AS n_bots, sum(slot_prefetches) AS n_prefetches,
                   uniqCombined64Merge(15)(slot_visitors) AS people
            FROM (
            {{ClickClock.For(question, ClickSource.AccountValues)}}SELECT {{SeriesKey.Sql(question.Interval)}} AS slot, sum(humans) AS slot_humans, sum(bots) AS slot_bots,
                   sum(prefetches) AS slot_prefetches, uniqCombined64MergeState(15)(visitors) AS slot_visitors
            {{From}}dimension = 'total' AND grain = '{{Grain(question, calendar)}}'
              AND bucket >= {from:DateTime64(3, 'UTC')} AND bucket < {to:DateTime64(3, 'UTC')}
            GROUP BY slot)
            {{(hasSteps ? "GROUP BY GROUPING SETS ((), (slot))" : "")}}

            """;
    }

    /// <summary>One value more than is shown, and what may stand for "unknown" apart from that limit, as in <see cref="ClickBreakdown"/>.</summary>
    private static string Groups(ClickQuestion question, BreakdownLayout layout) => $$"""
        SELECT {{Transform(layout, dimension => layout.Number([dimension]))}} AS part, toInt64(0) AS key,
               {{string.Join(", ", layout.Dimensions.Select(dimension => $"if(dimension = {Quoted(dimension)}, value, '') AS {layout.Name(dimension)}"))}},
               sum(humans) AS n_humans, sum(bots) AS n_bots, sum(prefetches) AS n_prefetches, toUInt64(0) AS people
        {{ValueRows(layout)}}GROUP BY dimension, value
        ORDER BY {{Counted(question.Counted)}} DESC, if(dimension = {{Quoted(ClickDimension.Domain)}}, leftPad(value, 20, '0'), value)
        LIMIT {group_limit:UInt32} + 1 BY dimension, value IN ('', 'unknown')

        """;

    private static string Transform(BreakdownLayout layout, Func<ClickDimension, ulong> number)
        => $"transform(dimension, [{string.Join(", ", layout.Dimensions.Select(Quoted))}], [{string.Join(", ", layout.Dimensions.Select(dimension => $"toUInt64({number(dimension)})"))}], toUInt64(0))";

    /// <summary>Dimensions are named by their columns.</summary>
    private static string Quoted(ClickDimension dimension) => $"'{dimension.Column()}'";

    private static string Grain(ClickQuestion question, SeriesCalendar calendar)
        => question.Interval != SeriesInterval.Hour && ClickSourceChoice.IsOn(SeriesKey.Day, question, calendar) ? "day"
            : ClickSourceChoice.IsOn(SeriesKey.Hour, question, calendar) ? "hour"
            : "quarter";

    private static string Counted(CountedClicks counted) => counted switch
    {
        CountedClicks.People => "n_humans",
        CountedClicks.PeopleAndBots => "n_humans + n_bots",
        CountedClicks.Bots => "n_bots",
        _ => throw new UnreachableException(),
    };

    private static DateTimeOffset Down(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    private static DateTimeOffset Up(DateTimeOffset time) => Down(time) is var day && day == time ? day : day.AddDays(1);
}
