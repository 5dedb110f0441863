using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>
/// Totals of links since ever, of all accounts: what a link shows of itself. Asked in pieces by account and link, so that no
/// question grows with the clicks. Failures are <see cref="ClickHouseException"/>s.
/// </summary>
public sealed class LinkCounts(ClickHouseClient clickHouse)
{
    private const string NewestSql = "SELECT toUnixTimestamp64Milli(max(received_at)) FROM recent_clicks";

    private const string NextSql = """
        SELECT toUnixTimestamp64Milli(max(received_at))
        FROM (
            SELECT received_at
            FROM recent_clicks
            WHERE received_at > {since:DateTime64(3, 'UTC')}
            ORDER BY received_at
            LIMIT {clicks:UInt32}
        )
        """;

    /// <summary>
    /// Of the primary index, which has a row a granule: where every so many of them end. On a cluster that of the host that
    /// answers: links are spread evenly, so that the stretches of others are as long.
    /// </summary>
    private const string EndsSql = """
        SELECT account_id, link_id
        FROM (
            SELECT account_id, link_id, row_number() OVER (ORDER BY account_id, link_id) AS place
            FROM mergeTreeIndex(currentDatabase(), '{0}')
        )
        WHERE place % {granules:UInt32} = 0
        GROUP BY account_id, link_id
        ORDER BY account_id, link_id
        """;

    /// <summary>Links behind one, as an index by account and link finds them.</summary>
    private const string Behind = "account_id >= {account:UInt32} AND (account_id > {account:UInt32} OR link_id > {link:UInt64})";

    private const string AllSql = $$"""
        SELECT account_id, link_id, count(), toUnixTimestamp64Milli(max(ts))
        FROM clicks
        WHERE {{Behind}}
          AND account_id <= {last_account:UInt32} AND (account_id < {last_account:UInt32} OR link_id <= {last_link:UInt64})
          AND kind = 'human' AND orphan = 'none'
        GROUP BY account_id, link_id
        ORDER BY account_id, link_id
        """;

    /// <summary>
    /// Totals come from the rollup, a row a quarter of an hour; the last click from the recent ones, which are newer than
    /// what is known.
    /// </summary>
    private const string ChangedSql = $$"""
        WITH changed AS (
            SELECT account_id, link_id, max(ts) AS last
            FROM recent_clicks
            WHERE received_at >= {since:DateTime64(3, 'UTC')} AND received_at <= {until:DateTime64(3, 'UTC')} AND kind = 'human'
              AND {{Behind}}
            GROUP BY account_id, link_id
            ORDER BY account_id, link_id
            LIMIT {links:UInt32}
        )
        SELECT account_id, link_id, sum(humans), toUnixTimestamp64Milli(any(last))
        FROM clicks_by_quarter_hour
        INNER JOIN changed USING (account_id, link_id)
        WHERE (account_id, link_id) IN (SELECT account_id, link_id FROM changed)
        GROUP BY account_id, link_id
        ORDER BY account_id, link_id
        """;

    private static readonly ClickHouseQueryOptions AsTheyCome = new() { WaitForEnd = false };

    /// <summary>Granules of 8,192 clicks in a stretch: a million clicks, and the rest of those of the last link.</summary>
    public int StretchGranules { get; init; } = 128;

    /// <summary>Links of a page of changed ones.</summary>
    public int PageLinks { get; init; } = 50_000;

    /// <summary>Recent clicks that are looked through at a time for links that changed, and the rest of the batch of the last one.</summary>
    public int RecentClicks { get; init; } = 1_000_000;

    /// <summary>When the newest batch arrived, by ClickHouse's clock.</summary>
    public Task<DateTimeOffset> NewestAsync(CancellationToken cancellationToken) => TimeAsync(NewestSql, ClickHouseParameters.None, cancellationToken);

    /// <summary>When the last of the batches arrived that came next after a moment, of a bounded number of clicks; the epoch where none came.</summary>
    public Task<DateTimeOffset> NextAsync(DateTimeOffset since, CancellationToken cancellationToken)
        => TimeAsync(NextSql, new ClickHouseParameters().Add("since", since).Add("clicks", (long)RecentClicks), cancellationToken);

    /// <summary>All links there can be, in stretches that have about as many clicks each.</summary>
    public async Task<List<LinkStretch>> StretchesAsync(CancellationToken cancellationToken)
    {
        var ends = await clickHouse.QueryRowsAsync(
            EndsSql.Replace("{0}", clickHouse.PartOf("clicks"), StringComparison.Ordinal), new ClickHouseParameters().Add("granules", (long)StretchGranules), ReadKey, cancellationToken);
        return [.. ends.Prepend(default).Zip(ends.Append(LinkKey.Last), (after, through) => new LinkStretch(after, through))];
    }

    /// <summary>The links of a stretch that have clicks.</summary>
    public IAsyncEnumerable<LinkCount> AllAsync(LinkStretch stretch, CancellationToken cancellationToken)
    {
        var parameters = From(stretch.After).Add("last_account", (ulong)stretch.Through.AccountId).Add("last_link", stretch.Through.LinkId);
        return clickHouse.StreamRowsAsync(AllSql, parameters, Read, AsTheyCome, cancellationToken);
    }

    /// <summary>
    /// A page of the links that people clicked in batches which arrived from one moment to another, both included. The last
    /// page is the one without links: a link whose clicks are not in the rollup yet is left out of its page.
    /// </summary>
    public Task<List<LinkCount>> ChangedAsync(DateTimeOffset since, DateTimeOffset until, LinkKey after, CancellationToken cancellationToken)
        => clickHouse.QueryRowsAsync(
            ChangedSql, From(after).Add("since", since).Add("until", until).Add("links", (long)PageLinks), Read, cancellationToken);

    private static ClickHouseParameters From(LinkKey key) => new ClickHouseParameters().Add("account", (ulong)key.AccountId).Add("link", key.LinkId);

    private async Task<DateTimeOffset> TimeAsync(string sql, ClickHouseParameters parameters, CancellationToken cancellationToken)
    {
        var rows = await clickHouse.QueryRowsAsync(sql, parameters, static (ref ClickHouseRow row) => row.ReadInt64(), cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds(rows is [var milliseconds] ? milliseconds : 0);
    }

    private static LinkKey ReadKey(ref ClickHouseRow row) => new(checked((uint)row.ReadUInt64()), row.ReadUInt64());

    private static LinkCount Read(ref ClickHouseRow row)
        => new(ReadKey(ref row), row.ReadInt64(), DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()));
}
