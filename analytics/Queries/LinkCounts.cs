using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Totals of links since ever, of all accounts: what a link shows of itself. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class LinkCounts(ClickHouseClient clickHouse)
{
    private const string NewestSql = "SELECT toUnixTimestamp64Milli(max(received_at)) FROM recent_clicks";

    private const string AllSql = """
        SELECT link_id, count(), toUnixTimestamp64Milli(max(ts))
        FROM clicks
        WHERE kind = 'human' AND orphan = 'none'
        GROUP BY account_id, link_id
        """;

    /// <summary>
    /// Totals come from the rollup, a row a quarter of an hour; the last click from the recent ones, which are newer than
    /// what is known.
    /// </summary>
    private const string ChangedSql = """
        WITH changed AS (
            SELECT account_id, link_id, max(ts) AS last
            FROM recent_clicks
            WHERE received_at >= {since:DateTime64(3, 'UTC')} AND kind = 'human'
            GROUP BY account_id, link_id
        )
        SELECT link_id, sum(humans), toUnixTimestamp64Milli(any(last))
        FROM clicks_by_quarter_hour
        INNER JOIN changed USING (account_id, link_id)
        WHERE (account_id, link_id) IN (SELECT account_id, link_id FROM changed)
        GROUP BY account_id, link_id
        """;

    private static readonly ClickHouseQueryOptions Patient = new() { MaxExecutionTime = TimeSpan.FromMinutes(10), WaitForEnd = false };

    /// <summary>When the newest batch arrived, by ClickHouse's clock.</summary>
    public async Task<DateTimeOffset> NewestAsync(CancellationToken cancellationToken)
    {
        var newest = await clickHouse.QueryRowsAsync(NewestSql, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadInt64(), cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds(newest is [var milliseconds] ? milliseconds : 0);
    }

    public IAsyncEnumerable<LinkCount> AllAsync(CancellationToken cancellationToken)
        => clickHouse.StreamRowsAsync(AllSql, ClickHouseParameters.None, Read, Patient, cancellationToken);

    /// <summary>Links that people clicked in batches which arrived at or after a moment.</summary>
    public IAsyncEnumerable<LinkCount> ChangedAsync(DateTimeOffset since, CancellationToken cancellationToken)
        => clickHouse.StreamRowsAsync(ChangedSql, new ClickHouseParameters().Add("since", since), Read, Patient, cancellationToken);

    private static LinkCount Read(ref ClickHouseRow row)
        => new(row.ReadUInt64(), row.ReadInt64(), DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()));
}
