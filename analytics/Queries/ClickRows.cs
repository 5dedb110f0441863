namespace OneLink.Analytics.Queries;

/// <summary>
/// How many for each combination of step and values of all dimensions asked for? Read as they come, as there may be very
/// many. Combinations that nobody clicked have no row.
/// </summary>
internal static class ClickRows
{
    private const string Counts = """
               countIf(kind = 'human'), countIf(kind IN ('bot', 'preview')), toUInt64(0),
               uniqCombined64If(15)(visitor, kind = 'human' AND visitor != 0)

        """;

    private const string Counted = """
          AND kind != 'prefetch'
        GROUP BY key
        """;

    public static string Sql(ClickQuestion question, string range)
    {
        var values = string.Concat(question.GroupBy.Select((dimension, place) => $",\n       {dimension.Shown()} AS value_{place}"));
        var names = string.Concat(question.GroupBy.Select((_, place) => $", value_{place}"));
        return ClickClock.For(question, ClickSource.Clicks) + "SELECT " + SeriesKey.Sql(question.Interval) + " AS key" + values + ",\n" + Counts
            + range + Counted + names + "\nORDER BY key" + names;
    }
}
