using OneLink.Analytics.Client;

namespace OneLink.Admin.Stats.Rollup;

/// <summary>
/// Makes <c>account_clicks_by_quarter_hour</c> equal to the clicks where it is not: after an upgrade, and after clicks were
/// erased. Failures are <see cref="ClickHouseException"/>s; each call may be repeated.
/// </summary>
/// <remarks>
/// ClickHouse has no transaction over a table and what its views make of it: a batch that arrives while a day is made anew
/// may be counted twice or not at all. So a day that was made anew is compared with its clicks afterwards, and made anew
/// again until both are equal. A batch that is in one of them only for a moment costs a repetition, nothing else.
/// </remarks>
internal sealed class AccountRollup(ClickHouseClient clickHouse, TimeProvider clock)
{
    /// <summary>For a batch that is in one of the two tables to get into the other.</summary>
    private static readonly TimeSpan BetweenPasses = TimeSpan.FromMilliseconds(500);

    private const long DaySeconds = 24 * 3600;

    /// <summary>Days of a large account, or accounts of a day, that one pass looks at.</summary>
    private const int MostDays = 1000;

    /// <summary>Days before an account's <c>kept_clicks</c> have totals and no clicks, or no longer all of them.</summary>
    private const string Differing = """
        SELECT account_id, toInt64(toUnixTimestamp(day)) AS start
        FROM (
            SELECT account_id, toStartOfDay(toDateTime(ts, 'UTC')) AS day,
                   toInt64(countIf(kind = 'human')) AS h, toInt64(countIf(kind IN ('bot', 'preview'))) AS b, toInt64(countIf(kind = 'prefetch')) AS p
            FROM clicks
            WHERE orphan = 'none'{0}
            GROUP BY account_id, day
            UNION ALL
            SELECT account_id, toStartOfDay(bucket) AS day, -toInt64(sum(humans)), -toInt64(sum(bots)), -toInt64(sum(prefetches))
            FROM account_clicks_by_quarter_hour
            WHERE true{1}
            GROUP BY account_id, day
        ) AS counted
        LEFT JOIN (SELECT account_id, max(since) AS kept_since FROM kept_clicks GROUP BY account_id) AS kept USING (account_id)
        WHERE day >= kept_since
        GROUP BY account_id, day
        HAVING sum(h) != 0 OR sum(b) != 0 OR sum(p) != 0
        ORDER BY day, account_id
        LIMIT {2}
        """;

    private const string Clear = """
        DELETE FROM account_clicks_by_quarter_hour
        WHERE account_id IN {accounts:Array(Int64)} AND bucket >= toDateTime({day:Int64}, 'UTC') AND bucket < toDateTime({end:Int64}, 'UTC')
        """;

    /// <summary>What the view in 0012_busy_days.sql makes of a batch, of all clicks of a day; a test compares the two.</summary>
    private const string Fill = """
        INSERT INTO account_clicks_by_quarter_hour (account_id, bucket, humans, bots, prefetches, visitors)
        SELECT
            account_id, toStartOfFifteenMinutes(toDateTime(ts, 'UTC')) AS bucket,
            countIf(kind = 'human'), countIf(kind IN ('bot', 'preview')), countIf(kind = 'prefetch'),
            uniqCombined64StateIf(15)(visitor, kind = 'human' AND visitor != 0)
        FROM clicks
        WHERE orphan = 'none' AND account_id IN {accounts:Array(Int64)}
            AND ts >= toDateTime({day:Int64}, 'UTC') AND ts < toDateTime({end:Int64}, 'UTC')
        GROUP BY account_id, bucket
        """;

    /// <summary>Each statement is waited for. What is made anew may equal what was there before, and is no duplicate.</summary>
    private static readonly ClickHouseQueryOptions Synchronous = new()
    {
        MaxExecutionTime = TimeSpan.FromMinutes(5),
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["async_insert"] = "0",
            ["insert_deduplicate"] = "0",
            ["lightweight_deletes_sync"] = "2",
            ["mutations_sync"] = "2",
        },
    };

    private static readonly ClickHouseQueryOptions Patient = new() { MaxExecutionTime = TimeSpan.FromMinutes(5) };

    /// <summary>Whether nothing differs, where it is another admin's to make it anew.</summary>
    public async Task<bool> IsWholeAsync(CancellationToken cancellationToken)
        => (await DifferingAsync(Sql("", ""), ClickHouseParameters.None, cancellationToken)).Count == 0;

    /// <summary>Makes anew what differs, one day of any number of accounts after the other, the oldest first.</summary>
    /// <returns>Whether nothing differed.</returns>
    public async Task<bool> RepairAsync(CancellationToken cancellationToken)
    {
        var differing = await DifferingAsync(Sql("", ""), ClickHouseParameters.None, cancellationToken);
        await RebuildAsync(differing, cancellationToken);
        return differing.Count == 0;
    }

    /// <summary>Makes some days of an account anew, whether they differ or not: equal counts need not be those of the same visitors.</summary>
    /// <exception cref="ClickHouseException">It is not done.</exception>
    public async Task RebuildAsync(long accountId, IReadOnlyCollection<long> days, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters().Add("account", accountId);
        var kept = await clickHouse.QueryRowsAsync(
            "SELECT toInt64(toUnixTimestamp(max(since))) FROM kept_clicks WHERE account_id = {account:UInt32}",
            parameters,
            static (ref ClickHouseRow row) => row.ReadInt64(),
            cancellationToken);
        var due = days.Where(day => day >= kept.Single()).Select(day => new AccountDay(accountId, day)).ToList();
        while (due.Count > 0)
        {
            await RebuildAsync(due, cancellationToken);
            await Task.Delay(BetweenPasses, clock, cancellationToken);
            due = await DifferingAsync(
                Sql(OfDays("ts"), OfDays("bucket")),
                new ClickHouseParameters().Add("account", accountId).Add("days", due.Select(day => day.Day)),
                cancellationToken);
        }
    }

    /// <summary>First second of the UTC day of a time.</summary>
    public static long DayOf(long unixTime) => unixTime - (unixTime % DaySeconds);

    private static string Sql(string clicks, string totals)
        => Differing.Replace("{0}", clicks, StringComparison.Ordinal)
            .Replace("{1}", totals, StringComparison.Ordinal)
            .Replace("{2}", MostDays.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static string OfDays(string time)
        => " AND account_id = {account:UInt32} AND has({days:Array(Int64)}, toInt64(toUnixTimestamp(toStartOfDay(" + time + "))))";

    private async Task<List<AccountDay>> DifferingAsync(string sql, ClickHouseParameters parameters, CancellationToken cancellationToken)
        => await clickHouse.StreamRowsAsync(
            sql, parameters, static (ref ClickHouseRow row) => new AccountDay((long)row.ReadUInt64(), row.ReadInt64()), Patient, cancellationToken)
            .ToListAsync(cancellationToken);

    private async Task RebuildAsync(IReadOnlyList<AccountDay> days, CancellationToken cancellationToken)
    {
        foreach (var day in days.GroupBy(day => day.Day))
        {
            var parameters = new ClickHouseParameters()
                .Add("accounts", day.Select(one => one.AccountId))
                .Add("day", day.Key)
                .Add("end", day.Key + DaySeconds);
            await clickHouse.ExecuteAsync(Clear, parameters, Synchronous, cancellationToken);
            await clickHouse.ExecuteAsync(Fill, parameters, Synchronous, cancellationToken);
        }
    }
}
