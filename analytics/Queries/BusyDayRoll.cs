using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// Adds up days that are over by value (<c>busy_day_values</c>): the account's and those of its busy links. Each call may
/// be repeated, and several processes may do the same at once: the last complete addition counts. Failures are
/// <see cref="ClickHouseException"/>s.
/// </summary>
public sealed class BusyDayRoll(ClickHouseClient clickHouse)
{
    /// <summary>Clicks of a day from which on it is added up; fewer are read in a millisecond.</summary>
    public const long BusyClicks = 2_000;

    /// <summary>Dimensions that one statement takes together: each reads the day's clicks, each dimension holds its pairs of visitor and value.</summary>
    private const int DimensionsAtOnce = 4;

    /// <summary>Days of one look; the rest is found by the next.</summary>
    private const int MostDays = 1_000;

    /// <summary>
    /// Numbers rise with ClickHouse's clock, which all writers share, and two of the same millisecond differ. An addition
    /// takes its number before it reads.
    /// </summary>
    private const string NextRoll = "bitShiftLeft(toUInt64(toUnixTimestamp64Milli(now64(3))), 20) + rand() % 1048576";

    /// <summary>Behind the end of a day, for clicks that edges still have.</summary>
    private const string EndOfOver = "toDate(now('UTC') - INTERVAL 15 MINUTE)";

    private const string Due = $$"""
        SELECT account_id, toInt64(toUnixTimestamp(toDateTime(day, 'UTC'))) AS start
        FROM (
            SELECT account_id, toDate(bucket) AS day, sum(humans) + sum(bots) + sum(prefetches) AS clicks_now
            FROM account_clicks_by_quarter_hour
            WHERE bucket < {{EndOfOver}}
            GROUP BY account_id, day
        ) AS totals
        LEFT JOIN (
            SELECT account_id, day, argMax(clicks, roll) AS counted, argMax(usable, roll) AS is_usable, 1 AS is_known
            FROM busy_days WHERE link_id = 0
            GROUP BY account_id, day
        ) AS added USING (account_id, day)
        LEFT JOIN (SELECT account_id, max(since) AS kept_since FROM kept_clicks GROUP BY account_id) AS kept USING (account_id)
        WHERE toDateTime(day, 'UTC') >= kept_since AND if(is_known = 1, NOT is_usable OR counted != clicks_now, clicks_now >= {least:UInt64})
        """;

    private const string DueOfAll = Due + "\nORDER BY day DESC, account_id\nLIMIT {limit:UInt32}";

    private const string DueOfAccount = Due + "\n  AND account_id = {account:UInt32} AND toDateTime(day, 'UTC') < {before:DateTime64(3, 'UTC')}\nORDER BY day DESC";

    /// <summary>
    /// Of the clicks and not of the links' totals, which another view makes of a batch than the account's: a batch that is
    /// in the one and not yet in the other would leave a link's day out for good, as the account's says when it is due.
    /// </summary>
    private const string BusyLinks = """
        SELECT link_id
        FROM clicks
        WHERE account_id = {account:UInt32} AND orphan = 'none' AND ts >= toDateTime({start:Int64}, 'UTC') AND ts < toDateTime({end:Int64}, 'UTC')
        GROUP BY link_id
        HAVING count() >= {least:UInt64}
        """;

    /// <summary>
    /// Clicks are counted by visitor and value, the values of a visitor are put side by side, which shows who has several,
    /// and are summed up by value. Programs, and people of whom nothing is kept, are one visitor 0 who is not counted.
    /// </summary>
    private const string AddUp = """
        INSERT INTO busy_day_values (account_id, link_id, dimension, day, value, roll, humans, bots, prefetches, visitors, shared)
        SELECT {account:UInt32}, scope, dimension, toDate({start:Int64}, 'UTC'), row.1, {roll:UInt64}, sum(row.2), sum(row.3), sum(row.4),
               countIf(person != 0), arraySort(groupArrayIf(number, person != 0 AND length(rows) > 1))
        FROM (
            SELECT scope, dimension, person, toUInt32(rowNumberInAllBlocks()) AS number, rows
            FROM (
                SELECT scope, dimension, person, groupArray((value, h, b, p)) AS rows
                FROM (
                    SELECT scope, dimension, value, if(kind = 'human', visitor, 0) AS person,
                           countIf(kind = 'human') AS h, countIf(kind IN ('bot', 'preview')) AS b, countIf(kind = 'prefetch') AS p
                    FROM clicks
                    ARRAY JOIN {0} AS dimension, {1} AS value
                    ARRAY JOIN if(link_id IN {links:Array(UInt64)}, [toUInt64(0), link_id], [toUInt64(0)]) AS scope
                    WHERE account_id = {account:UInt32} AND orphan = 'none' AND ts >= toDateTime({start:Int64}, 'UTC') AND ts < toDateTime({end:Int64}, 'UTC')
                    GROUP BY scope, dimension, value, person
                )
                GROUP BY scope, dimension, person
            )
        )
        ARRAY JOIN rows AS row
        GROUP BY scope, dimension, row.1
        """;

    /// <summary>Only where every dimension has the same clicks: none came or went in between.</summary>
    private const string Finish = """
        INSERT INTO busy_days (account_id, link_id, day, roll, clicks, usable)
        SELECT account_id, link_id, day, roll, any(n), true
        FROM (
            SELECT account_id, link_id, day, roll, dimension, sum(humans) + sum(bots) + sum(prefetches) AS n
            FROM busy_day_values
            WHERE account_id = {account:UInt32} AND day = toDate({start:Int64}, 'UTC') AND roll = {roll:UInt64}
            GROUP BY account_id, link_id, day, roll, dimension
        )
        GROUP BY account_id, link_id, day, roll
        HAVING count() = {dimensions:UInt32} AND min(n) = max(n)
        """;

    private const string SetAside = $$"""
        INSERT INTO busy_days (account_id, link_id, day, roll, clicks, usable)
        SELECT account_id, link_id, day, any(roll_now), 0, false
        FROM (SELECT account_id, link_id, day, {{NextRoll}} AS roll_now FROM busy_days WHERE account_id = {account:UInt32})
        WHERE has({days:Array(Int64)}, toInt64(toUnixTimestamp(toDateTime(day, 'UTC'))))
          AND toDateTime(day, 'UTC') >= (SELECT max(since) FROM kept_clicks WHERE account_id = {account:UInt32})
        GROUP BY account_id, link_id, day
        """;

    private const string Outdated = """
        SELECT DISTINCT roll
        FROM busy_day_values
        INNER JOIN (SELECT account_id, link_id, day, max(roll) AS newest FROM busy_days GROUP BY account_id, link_id, day) AS known USING (account_id, link_id, day)
        WHERE dimension = 'total' AND roll < newest AND bitShiftRight(newest, 20) < toUnixTimestamp64Milli(now64(3)) - 60000
        """;

    private const string Clear = "DELETE FROM busy_day_values WHERE roll IN {rolls:Array(UInt64)}";

    /// <summary>One thread, so that questions and inserts come first. The same rows again are no duplicate.</summary>
    private static readonly ClickHouseQueryOptions InBackground = new()
    {
        MaxExecutionTime = TimeSpan.FromMinutes(5),
        Settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["async_insert"] = "0",
            ["insert_deduplicate"] = "0",
            ["lightweight_deletes_sync"] = "2",
            ["max_threads"] = "1",
            ["max_insert_threads"] = "1",
        },
    };

    /// <summary>Adds up every busy day that is over and was not added up, or not with all of its clicks; the newest first.</summary>
    /// <returns>How many days were due; of more than a thousand the newest were done.</returns>
    public async Task<int> AddUpAsync(CancellationToken cancellationToken)
    {
        var due = await ReadAsync(DueOfAll, Least(BusyClicks).Add("limit", MostDays), cancellationToken);
        foreach (var (account, start) in due)
        {
            await AddUpAsync(account, start, BusyClicks, cancellationToken);
        }

        return due.Count;
    }

    /// <summary>Adds up all days of an account that begin before a moment and are over, however few clicks they have: these are about to go.</summary>
    public async Task AddUpAsync(uint account, DateTimeOffset before, CancellationToken cancellationToken)
    {
        foreach (var (_, start) in await ReadAsync(DueOfAccount, Least(1).Add("account", (ulong)account).Add("before", before), cancellationToken))
        {
            await AddUpAsync(account, start, BusyClicks, cancellationToken);
        }
    }

    /// <summary>
    /// Has days of an account read from their clicks until they are added up anew. To be called before clicks are erased
    /// and again afterwards: an addition that began in between is outdated as well. Days whose clicks are no longer kept stay.
    /// </summary>
    public Task SetAsideAsync(uint account, IEnumerable<long> days, CancellationToken cancellationToken)
        => clickHouse.ExecuteAsync(SetAside, new ClickHouseParameters().Add("account", (ulong)account).Add("days", days), InBackground, cancellationToken);

    /// <summary>Accounts, and links where the second number is not 0, that have days which were added up.</summary>
    public Task<List<(uint Account, ulong Link)>> ScopesAsync(CancellationToken cancellationToken)
        => clickHouse.StreamRowsAsync(
            "SELECT DISTINCT account_id, link_id FROM busy_days",
            ClickHouseParameters.None,
            static (ref ClickHouseRow row) => ((uint)row.ReadUInt64(), row.ReadUInt64()),
            InBackground,
            cancellationToken).ToListAsync(cancellationToken).AsTask();

    /// <summary>Deletes what nobody reads any more: additions that others took the place of more than a minute ago.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        var rolls = await clickHouse.QueryRowsAsync(Outdated, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadUInt64(), cancellationToken);
        if (rolls.Count > 0)
        {
            await clickHouse.ExecuteAsync(Clear, new ClickHouseParameters().Add("rolls", rolls), InBackground, cancellationToken);
        }
    }

    /// <param name="account">Whose day.</param>
    /// <param name="start">Its first second, Unix time.</param>
    /// <param name="busyLink">Clicks from which on a link's day is added up as well.</param>
    /// <param name="cancellationToken">Ends it unfinished, which changes no answer.</param>
    internal async Task AddUpAsync(uint account, long start, long busyLink, CancellationToken cancellationToken)
    {
        var roll = (await clickHouse.QueryRowsAsync("SELECT " + NextRoll, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadUInt64(), cancellationToken)).Single();
        var parameters = Least(busyLink).Add("account", (ulong)account).Add("start", start).Add("end", start + BusyDay.Seconds).Add("roll", roll);
        var links = await clickHouse.StreamRowsAsync(
            BusyLinks, parameters, static (ref ClickHouseRow row) => row.ReadUInt64(), InBackground, cancellationToken).ToListAsync(cancellationToken);
        parameters.Add("links", links);

        // The total first: what an interrupted addition leaves behind is found by it.
        (string Name, string Value)[] dimensions =
            [(BusyDayValues.Total, "''"), .. BusyDayValues.Dimensions.Select(dimension => (dimension.Column(), $"toString({dimension.Column()})"))];
        foreach (var some in dimensions.Chunk(DimensionsAtOnce))
        {
            var sql = AddUp
                .Replace("{0}", $"[{string.Join(", ", some.Select(dimension => $"'{dimension.Name}'"))}]", StringComparison.Ordinal)
                .Replace("{1}", $"[{string.Join(", ", some.Select(dimension => dimension.Value))}]", StringComparison.Ordinal);
            await clickHouse.ExecuteAsync(sql, parameters, InBackground, cancellationToken);
        }

        await clickHouse.ExecuteAsync(Finish, parameters.Add("dimensions", dimensions.Length), InBackground, cancellationToken);
    }

    private static ClickHouseParameters Least(long clicks) => new ClickHouseParameters().Add("least", clicks);

    private Task<List<(uint Account, long Start)>> ReadAsync(string sql, ClickHouseParameters parameters, CancellationToken cancellationToken)
        => clickHouse.StreamRowsAsync(
            sql, parameters, static (ref ClickHouseRow row) => ((uint)row.ReadUInt64(), row.ReadInt64()), InBackground, cancellationToken)
            .ToListAsync(cancellationToken).AsTask();
}
