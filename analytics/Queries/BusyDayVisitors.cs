using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// How many different visitors had the rows that an answer sums up, on its added-up days (<see cref="ClickUniques"/> asks
/// the same of clicks)? Whoever had one value on a day is added; whoever had several is counted once.
/// </summary>
internal static class BusyDayVisitors
{
    public static string Sql(IReadOnlyList<SummedRow> rows)
    {
        var slots = string.Join(",\n           ", rows.Select((row, place) =>
            $"dimension = {BusyDayValues.Quoted(row.Dimensions[0])} AND {Shown(row.Dimensions[0])} {(row.IsRest ? "NOT IN" : "IN")} {{{ClickUniques.Name(place)}:Array(String)}}, {place}"));
        return $$"""
            SELECT slot, sum(alone + together)
            FROM (
            SELECT slot, day, toInt64(sum(visitors)) - toInt64(sum(length(shared))) AS alone, toInt64(groupBitmapArray(shared)) AS together
            FROM (
            SELECT day, visitors, shared, multiIf(
                   {{slots}},
                   -1) AS slot
            {{BusyDayValues.Rows(BusyDayValues.Quoted(rows.Select(row => row.Dimensions[0]).Distinct()))}})
            WHERE slot >= 0
            GROUP BY slot, day)
            GROUP BY slot
            """;
    }

    public static (int Slot, long Visitors) Read(ref ClickHouseRow row) => ((int)row.ReadInt64(), row.ReadInt64());

    private static string Shown(ClickDimension dimension) => dimension.MayBeUnknown() ? "if(value = '', 'unknown', value)" : "value";
}
