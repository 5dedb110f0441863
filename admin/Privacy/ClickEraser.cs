using OneLink.Admin.Stats.Rollup;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Privacy;

/// <summary>
/// Deletes clicks in ClickHouse and makes the totals of what remains anew: those of links here, those of accounts by
/// <see cref="AccountRollup"/>. Days that were added up are set aside meanwhile and added up again later. Each call may be
/// repeated.
/// </summary>
internal sealed class ClickEraser(ClickHouseClient clickHouse, AccountRollup accounts, BusyDayRoll busyDays)
{
    private const string Visitor =
        """
        SELECT visitor, toInt64(toUnixTimestamp(toStartOfDay(ts))) FROM clicks
        WHERE account_id = {account:UInt32} AND click_id = {click:UUID} AND visitor != 0
        """;

    /// <summary>The totals of some links and quarter hours, from the clicks that are there now.</summary>
    private const string Rebuild =
        """
        INSERT INTO clicks_by_quarter_hour
        SELECT account_id, link_id, toStartOfFifteenMinutes(toDateTime(ts, 'UTC')) AS bucket,
            countIf(kind = 'human'), countIf(kind IN ('bot', 'preview')), countIf(kind = 'prefetch'),
            uniqCombined64StateIf(15)(visitor, kind = 'human')
        FROM clicks
        WHERE orphan = 'none' AND account_id = {account:UInt32} AND link_id = {link:UInt64}
            AND ts >= fromUnixTimestamp64Milli({from:Int64}) AND ts < fromUnixTimestamp64Milli({to:Int64})
        GROUP BY account_id, link_id, bucket
        """;

    /// <summary>Clicks of one statement: their ids travel in its address.</summary>
    private const int ClicksAtOnce = 5_000;

    private static readonly TimeSpan QuarterHour = TimeSpan.FromMinutes(15);

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

    /// <summary>Erases all clicks of a link up to a moment, and conversions that followed them.</summary>
    /// <exception cref="ClickHouseException">It is not done, or not all of it.</exception>
    public async Task EraseLinkAsync(long accountId, long linkId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var lastBucket = StartOfBucket(until);
        var parameters = Parameters(accountId).Add("link", linkId).Add("until", until.ToUnixTimeMilliseconds()).Add("bucket", lastBucket.ToUnixTimeSeconds());
        var touched = await clickHouse.QueryRowsAsync(
            "SELECT DISTINCT toInt64(toUnixTimestamp(bucket)) FROM clicks_by_quarter_hour WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND bucket <= toDateTime({bucket:Int64}, 'UTC')",
            parameters,
            static (ref ClickHouseRow row) => row.ReadInt64(),
            cancellationToken);
        List<long> days = [.. touched.Append(lastBucket.ToUnixTimeSeconds()).Select(AccountRollup.DayOf).Distinct()];
        await busyDays.SetAsideAsync(checked((uint)accountId), days, cancellationToken);
        await RunAsync("DELETE FROM openable_clicks WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND ts <= fromUnixTimestamp64Milli({until:Int64})", parameters, cancellationToken);
        await RunAsync("DELETE FROM recent_clicks WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND ts <= fromUnixTimestamp64Milli({until:Int64})", parameters, cancellationToken);
        await RunAsync("DELETE FROM clicks WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND ts <= fromUnixTimestamp64Milli({until:Int64})", parameters, cancellationToken);
        await RunAsync("DELETE FROM conversions WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND clicked_at <= fromUnixTimestamp64Milli({until:Int64})", parameters, cancellationToken);
        await accounts.RebuildAsync(accountId, days, cancellationToken);
        await busyDays.SetAsideAsync(checked((uint)accountId), days, cancellationToken);

        // The link's totals last: they are what a repetition finds the days by.
        await RunAsync("DELETE FROM clicks_by_quarter_hour WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND bucket <= toDateTime({bucket:Int64}, 'UTC')", parameters, cancellationToken);
        await RebuildAsync(accountId, linkId, lastBucket, cancellationToken);
    }

    /// <summary>
    /// Erases all clicks by which the visitor of a click can be known: those of the same day, as the next day's hash is
    /// another one; and conversions that followed them.
    /// </summary>
    /// <exception cref="ClickHouseException">It is not done, or not all of it.</exception>
    public async Task EraseVisitorAsync(long accountId, string clickId, CancellationToken cancellationToken)
    {
        var visitors = await clickHouse.QueryRowsAsync(
            Visitor,
            Parameters(accountId).Add("click", clickId),
            static (ref ClickHouseRow row) => (Hash: row.ReadUInt64(), Day: row.ReadInt64()),
            cancellationToken);
        foreach (var (hash, day) in visitors.Take(1))
        {
            var parameters = Parameters(accountId).Add("visitor", hash).Add("from", day * 1000).Add("to", (day + 86_400) * 1000);
            const string Own = "account_id = {account:UInt32} AND visitor = {visitor:UInt64} AND ts >= fromUnixTimestamp64Milli({from:Int64}) AND ts < fromUnixTimestamp64Milli({to:Int64})";
            var touched = await clickHouse.QueryRowsAsync(
                $"SELECT DISTINCT link_id, toInt64(toUnixTimestamp(toStartOfFifteenMinutes(toDateTime(ts, 'UTC')))) FROM clicks WHERE orphan = 'none' AND {Own}",
                parameters,
                static (ref ClickHouseRow row) => (Link: checked((long)row.ReadUInt64()), Bucket: row.ReadInt64()),
                cancellationToken);
            await busyDays.SetAsideAsync(checked((uint)accountId), [day], cancellationToken);
            // By their numbers: a part of a table on a cluster cannot be changed by what other tables say.
            var ids = await clickHouse.QueryRowsAsync(
                $"SELECT click_id FROM clicks WHERE {Own}", parameters, static (ref ClickHouseRow row) => row.ReadString(), cancellationToken);
            await DeleteAsync("conversions", accountId, ids, cancellationToken);

            // The clicks last: they are what a repetition finds the rest by.
            foreach (var (link, bucket) in touched)
            {
                await RunAsync(
                    "DELETE FROM clicks_by_quarter_hour WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND bucket = toDateTime({bucket:Int64}, 'UTC')",
                    Parameters(accountId).Add("link", link).Add("bucket", bucket),
                    cancellationToken);
            }

            await DeleteAsync("openable_clicks", accountId, ids, cancellationToken);
            await DeleteAsync("recent_clicks", accountId, ids, cancellationToken);
            await RunAsync($"DELETE FROM clicks WHERE {Own}", parameters, cancellationToken);
            foreach (var (link, bucket) in touched)
            {
                await RebuildAsync(accountId, link, DateTimeOffset.FromUnixTimeSeconds(bucket), cancellationToken);
            }

            await accounts.RebuildAsync(accountId, [day], cancellationToken);
            await busyDays.SetAsideAsync(checked((uint)accountId), [day], cancellationToken);
        }
    }

    /// <summary>Deletes an account's clicks from before a moment. Totals hold no person and stay, those by value added up before.</summary>
    /// <exception cref="ClickHouseException">It is not done.</exception>
    public async Task ExpireAsync(long accountId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await busyDays.AddUpAsync(checked((uint)accountId), before, cancellationToken);

        // Written down first: whoever compares totals with clicks must know from when on they have to be equal.
        var parameters = Parameters(accountId).Add("before", before.ToUnixTimeMilliseconds());
        await RunAsync("INSERT INTO kept_clicks SELECT {account:UInt32}, fromUnixTimestamp64Milli({before:Int64})", parameters, cancellationToken);
        await RunAsync("DELETE FROM clicks WHERE account_id = {account:UInt32} AND ts < fromUnixTimestamp64Milli({before:Int64})", parameters, cancellationToken);
    }

    private async Task DeleteAsync(string table, long accountId, IEnumerable<string> clicks, CancellationToken cancellationToken)
    {
        foreach (var some in clicks.Chunk(ClicksAtOnce))
        {
            await RunAsync(
                $"DELETE FROM {table} WHERE account_id = {{account:UInt32}} AND click_id IN {{clicks:Array(UUID)}}", Parameters(accountId).Add("clicks", some), cancellationToken);
        }
    }

    private Task RebuildAsync(long accountId, long linkId, DateTimeOffset bucket, CancellationToken cancellationToken)
        => RunAsync(
            Rebuild,
            Parameters(accountId).Add("link", linkId).Add("from", bucket.ToUnixTimeMilliseconds()).Add("to", (bucket + QuarterHour).ToUnixTimeMilliseconds()),
            cancellationToken);

    private Task RunAsync(string sql, ClickHouseParameters parameters, CancellationToken cancellationToken)
        => clickHouse.ExecuteAsync(sql, parameters, Synchronous, cancellationToken);

    private static ClickHouseParameters Parameters(long accountId) => new ClickHouseParameters().Add("account", accountId);

    private static DateTimeOffset StartOfBucket(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % QuarterHour.Ticks));
}
