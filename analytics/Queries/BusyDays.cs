using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Which days of a question's range were added up, and still hold what the totals hold?</summary>
internal static class BusyDays
{
    public static string Sql(ClickQuestion question, bool mayOutliveClicks) => $$"""
        SELECT toInt64(toUnixTimestamp(toDateTime(day, 'UTC'))) AS start, newest, counted
        FROM (
            SELECT day, max(roll) AS newest, argMax(clicks, roll) AS counted, argMax(usable, roll) AS is_usable
            FROM busy_days
            WHERE account_id = {account:UInt32} AND link_id = {scope:UInt64} AND day >= {first_day:Date} AND day < {end_of_days:Date}
            GROUP BY day
            HAVING is_usable
        ) AS added
        LEFT JOIN (
            SELECT toDate(bucket) AS day, sum(humans) + sum(bots) + sum(prefetches) AS clicks_now
            {{ClickRange.OfQuarterHours(question)}}
              AND bucket >= toDateTime({first_day:Date}, 'UTC') AND bucket < toDateTime({end_of_days:Date}, 'UTC')
            GROUP BY day
        ) AS totals USING (day)
        WHERE counted = clicks_now{{(mayOutliveClicks ? " OR " + IsExpired : "")}}
        ORDER BY start
        """;

    /// <summary>Nothing is left to compare with once clicks were deleted for their age.</summary>
    private const string IsExpired = "toDateTime(day, 'UTC') < (SELECT max(since) FROM kept_clicks WHERE account_id = {account:UInt32})";

    /// <summary>False where the range has no whole UTC day.</summary>
    public static bool TryAddTo(ClickHouseParameters parameters, ClickQuestion question)
    {
        var first = DateOnly.FromDateTime(question.From.UtcDateTime.AddTicks(TimeSpan.TicksPerDay - 1));
        var end = DateOnly.FromDateTime(question.To.UtcDateTime);
        parameters.Add("account", (ulong)question.AccountId).Add("scope", question.LinkId ?? 0).Add("first_day", first).Add("end_of_days", end);
        if (question.LinkId is { } link)
        {
            parameters.Add("link", link);
        }

        return first < end;
    }

    public static BusyDay Read(ref ClickHouseRow row) => new(row.ReadInt64(), row.ReadUInt64(), row.ReadInt64());
}
