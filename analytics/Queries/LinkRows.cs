namespace OneLink.Analytics.Queries;

/// <summary>
/// How many for each combination of step and values of all dimensions asked for? Read as they come, as there may be very
/// many. Combinations that nobody clicked have no row.
/// </summary>
internal static class LinkRows
{
    private const string Counts = """
               countIf(kind = 'human'), countIf(kind IN ('bot', 'preview')), toUInt64(0),
               uniqCombined64If(15)(visitor, kind = 'human')

        """;

    private const string Counted = """
          AND kind != 'prefetch'
        GROUP BY key
        """;

    public static string Sql(SeriesInterval interval, IReadOnlyList<ClickDimension> dimensions, string range)
    {
        var values = string.Concat(dimensions.Select((dimension, place) => $",\n       {dimension.Sql()} AS value_{place}"));
        var names = string.Concat(dimensions.Select((_, place) => $", value_{place}"));
        return SeriesKey.WithClicks + "SELECT " + SeriesKey.Sql(interval) + " AS key" + values + ",\n" + Counts
            + range + Counted + names + "\nORDER BY key" + names;
    }
}
