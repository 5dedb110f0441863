namespace OneLink.Analytics.Queries;

/// <summary>
/// How many for each value of a dimension, most first? Past the limit, all others are one row, whose visitors are counted
/// as one set: visitors of different rows cannot be added up. Clicks of all rows add up to the total.
/// Clicks whose own value is "other" are in the row of the others, where there is one.
/// </summary>
internal static class LinkGroups
{
    private const string Values = """
         AS value,
                           countIf(kind = 'human') AS humans,
                           countIf(kind IN ('bot', 'preview')) AS programs,
                           uniqCombined64StateIf(15)(visitor, kind = 'human') AS visitors

        """;

    private const string Counted = """
          AND (({people:Bool} AND kind = 'human') OR ({programs:Bool} AND kind IN ('bot', 'preview')))
        GROUP BY value

        """;

    private const string Open = """
        SELECT '
        """;

    private const string Ranked = """
        ', toInt64(max(place) > {group_limit:UInt32}), if(place <= {group_limit:UInt32}, value, 'other') AS shown,
               sum(humans), sum(programs), toUInt64(0), uniqCombined64Merge(15)(visitors)
        FROM (
            SELECT value, humans, programs, visitors, row_number() OVER (ORDER BY humans + programs DESC, value) AS place
            FROM (SELECT 
        """;

    private const string Close = """
            )
        )
        GROUP BY shown

        """;

    public static string Sql(ClickDimension dimension, string range)
        => Open + dimension.Name() + Ranked + dimension.Sql() + Values + range + Counted + Close;
}
