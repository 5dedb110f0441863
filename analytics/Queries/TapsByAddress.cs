using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Which taps came from an address? The latest first, of the last two hours at most (table <c>openable_clicks</c>).</summary>
public sealed class TapsByAddress(ClickHouseClient clickHouse)
{
    private const string Sql = """
        SELECT DISTINCT toString(click_id), link_id, toUnixTimestamp64Milli(ts) AS time, platform, rule, variant
        FROM openable_clicks
        WHERE domain_id = {domain:UInt32} AND address_key IN {keys:Array(UInt64)}
            AND ts >= fromUnixTimestamp64Milli({since:Int64})
            AND ({link:UInt64} = 0 OR link_id = {link:UInt64})
            AND (empty({platforms:Array(String)}) OR has({platforms:Array(String)}, platform))
        ORDER BY time DESC, click_id DESC
        LIMIT {limit:UInt32}
        """;

    /// <param name="domainId">Domain of the links.</param>
    /// <param name="keys">The address under each salt that may have been in force.</param>
    /// <param name="since">Oldest tap.</param>
    /// <param name="linkId">One link, or 0 for all of the domain.</param>
    /// <param name="platforms">Names of platforms; empty for all.</param>
    /// <param name="limit">Most taps given.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <exception cref="ClickHouseException">ClickHouse did not answer.</exception>
    public Task<List<Tap>> FindAsync(
        long domainId, IReadOnlyList<ulong> keys, DateTimeOffset since, long linkId, IReadOnlyList<string> platforms, int limit, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters()
            .Add("domain", domainId)
            .Add("keys", keys)
            .Add("since", since.ToUnixTimeMilliseconds())
            .Add("link", linkId)
            .Add("platforms", platforms)
            .Add("limit", limit);
        return clickHouse.QueryRowsAsync(Sql, parameters, Read, cancellationToken);
    }

    private static Tap Read(ref ClickHouseRow row)
        => new(row.ReadString(), checked((long)row.ReadUInt64()), DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()), row.ReadString(), row.ReadString(), row.ReadString());
}
