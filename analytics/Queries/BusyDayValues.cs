using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// How many clicks had the added-up days of a question in all, in each step and for each value? Rows of the form of
/// <see cref="ClickBreakdown"/>, whose texts they complete.
/// </summary>
internal static class BusyDayValues
{
    /// <summary>The dimension with one value.</summary>
    public const string Total = "total";

    /// <summary>Every dimension that is added up, by its column.</summary>
    public static IReadOnlyList<ClickDimension> Dimensions { get; } = [.. Enum.GetValues<ClickDimension>().Where(Knows)];

    /// <summary>Whether days are added up by the dimension. Links are too many, what links have is that of today, clocks follow the zone.</summary>
    public static bool Knows(ClickDimension dimension) => dimension is not ClickDimension.Link && !dimension.IsOfLink() && !dimension.IsLocalTime();

    public static IEnumerable<string> Selects(ClickQuestion question, SeriesCalendar calendar, BreakdownLayout layout)
    {
        yield return Totals(layout);
        if (layout.Dimensions is not [])
        {
            yield return Groups(layout);
        }

        if (question.Interval != SeriesInterval.None)
        {
            yield return HasStepsOfDays(question, calendar) ? Series(question, layout) : FineSeries(question, layout);
        }
    }

    /// <summary>Whether each step of the series is some whole UTC days, or there is no series.</summary>
    public static bool HasStepsOfDays(ClickQuestion question, SeriesCalendar calendar)
        => question.Interval != SeriesInterval.Hour && ClickSourceChoice.AreStepsOn(SeriesKey.Day, question, calendar);

    /// <summary>Rows of the days of the plan.</summary>
    public static string Rows(string dimensions) => $$"""
        FROM busy_day_values
        WHERE account_id = {account:UInt32} AND link_id = {scope:UInt64} AND dimension IN ({{dimensions}})
          AND day >= {first_day:Date} AND day <= {last_day:Date} AND roll IN {rolls:Array(UInt64)}

        """;

    /// <summary>Dimensions are named by their columns.</summary>
    public static string Quoted(ClickDimension dimension) => $"'{dimension.Column()}'";

    public static string Quoted(IEnumerable<ClickDimension> dimensions) => string.Join(", ", dimensions.Select(Quoted));

    public static ClickHouseParameters AddTo(ClickHouseParameters parameters, ClickQuestion question, IReadOnlyList<BusyDay> days) => parameters
        .Add("scope", question.LinkId ?? 0)
        .Add("first_day", Date(days[0]))
        .Add("last_day", Date(days[^1]))
        .Add("day_starts", days.Select(day => day.Start))
        .Add("rolls", days.Select(day => day.Roll).Distinct());

    private static string Totals(BreakdownLayout layout) => $$"""
        SELECT toUInt64({{layout.Totals}}) AS part, toInt64(0) AS step{{layout.NoTexts}}, sum(humans) AS n_humans, sum(bots) AS n_programs,
               sum(prefetches) AS n_prefetches, sum(visitors) AS n_people
        {{Rows($"'{Total}'")}}
        """;

    private static string Groups(BreakdownLayout layout)
    {
        var numbers = string.Join(", ", layout.Dimensions.Select(dimension => $"toUInt64({layout.Number([dimension])})"));
        var texts = string.Concat(layout.Dimensions.Select(dimension => $", if(dimension = {Quoted(dimension)}, value, '') AS {layout.Text(dimension)}"));
        return $$"""
            SELECT transform(toString(dimension), [{{Quoted(layout.Dimensions)}}], [{{numbers}}], toUInt64(0)) AS part, toInt64(0) AS step{{texts}},
                   sum(humans) AS n_humans, sum(bots) AS n_programs, sum(prefetches) AS n_prefetches, sum(visitors) AS n_people
            {{Rows(Quoted(layout.Dimensions))}}GROUP BY dimension, value

            """;
    }

    private static string Series(ClickQuestion question, BreakdownLayout layout) => $$"""
        {{SeriesKey.WithDays}}SELECT toUInt64({{layout.Series}}) AS part, {{SeriesKey.Sql(question.Interval)}} AS step{{layout.NoTexts}},
               sum(humans) AS n_humans, sum(bots) AS n_programs, sum(prefetches) AS n_prefetches, sum(visitors) AS n_people
        {{Rows($"'{Total}'")}}GROUP BY step

        """;

    /// <summary>Of steps that cut days, from the quarters of an hour of the same days, and how many clicks they have in all.</summary>
    private static string FineSeries(ClickQuestion question, BreakdownLayout layout) => $$"""
        SELECT if(grouping(slot) = 1, toUInt64({{layout.Quarters}}), toUInt64({{layout.Series}})) AS part, slot AS step{{layout.NoTexts}},
               sum(slot_humans) AS n_humans, sum(slot_bots) AS n_programs, sum(slot_prefetches) AS n_prefetches,
               uniqCombined64Merge(15)(slot_visitors) AS n_people
        FROM (
        {{ClickBreakdown.Slots(question)}}{{ClickRange.OfQuarterHours(question)}}
          AND bucket >= toDateTime({first_day:Date}, 'UTC') AND bucket < toDateTime({last_day:Date}, 'UTC') + INTERVAL 1 DAY
          AND has({day_starts:Array(Int64)}, toInt64(toUnixTimestamp(toStartOfDay(bucket))))
        GROUP BY slot)
        GROUP BY GROUPING SETS ((), (slot))

        """;

    private static DateOnly Date(BusyDay day) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(day.Start).UtcDateTime);
}
