using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Which clicks arrived since a moment? For listeners, in the order of arrival. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class LiveClicks(ClickHouseClient clickHouse, QueryLimits limits)
{
    private const string Sql = """
        SELECT toUnixTimestamp64Milli(received_at), click_id, account_id, link_id, domain_id, toUnixTimestamp64Milli(ts), kind, trigger,
               destination, platform, device_class, browser, in_app, country, referrer, rule, variant
        FROM recent_clicks
        WHERE received_at >= {since:DateTime64(3, 'UTC')} AND (received_at > {since:DateTime64(3, 'UTC')} OR click_id > {after:UUID})
          AND account_id IN {accounts:Array(UInt32)} AND (empty({links:Array(UInt64)}) OR link_id IN {links:Array(UInt64)})
        ORDER BY received_at, click_id
        LIMIT {limit:UInt32}
        """;

    /// <summary>ClickHouse's clock, by which clicks arrive.</summary>
    public async Task<DateTimeOffset> NowAsync(CancellationToken cancellationToken)
    {
        var rows = await clickHouse.QueryRowsAsync(
            "SELECT toUnixTimestamp64Milli(now64(3, 'UTC'))", ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadInt64(), cancellationToken);
        return DateTimeOffset.FromUnixTimeMilliseconds(rows[0]);
    }

    /// <param name="accounts">Whose clicks.</param>
    /// <param name="links">Of these links only; of all where there are none.</param>
    /// <param name="since">By ClickHouse's clock.</param>
    /// <param name="after">Of those that arrived at that moment, all behind this one.</param>
    /// <param name="limit">At most so many, the oldest ones.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<List<LiveClick>> SinceAsync(
        IEnumerable<uint> accounts, IEnumerable<ulong> links, DateTimeOffset since, Guid after, int limit, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters()
            .Add("accounts", accounts.Select(account => (ulong)account))
            .Add("links", links)
            .Add("since", since)
            .Add("after", after.ToString())
            .Add("limit", (ulong)limit);
        return await clickHouse.StreamRowsAsync(Sql, parameters, Read, limits.Options, cancellationToken).ToListAsync(cancellationToken);
    }

    private static LiveClick Read(ref ClickHouseRow row) => new()
    {
        ReceivedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()),
        Id = Guid.Parse(row.ReadString(), CultureInfo.InvariantCulture),
        AccountId = (uint)row.ReadUInt64(),
        LinkId = row.ReadUInt64(),
        DomainId = (uint)row.ReadUInt64(),
        Time = DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()),
        Kind = row.ReadString(),
        Trigger = row.ReadString(),
        Destination = row.ReadString(),
        Platform = row.ReadString(),
        DeviceClass = row.ReadString(),
        Browser = row.ReadString(),
        InApp = row.ReadString(),
        Country = row.ReadString(),
        Referrer = row.ReadString(),
        Rule = row.ReadString(),
        Variant = row.ReadString(),
    };
}
