using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>People's taps on a few links, the newest first. Failures are <see cref="ClickHouseException"/>s.</summary>
public sealed class TapsOfLinks(ClickHouseClient clickHouse, QueryLimits limits)
{
    private const string Taps = """
        FROM clicks
        WHERE account_id = {account:UInt32} AND link_id IN {links:Array(UInt64)} AND kind = 'human'

        """;

    private const string CountSql = "SELECT count() " + Taps;

    private const string PageSql = """
        SELECT click_id, toUnixTimestamp64Milli(ts), link_id, trigger, destination, platform, device_class, browser, in_app, country, referrer, rule, variant

        """ + Taps + """
        ORDER BY ts DESC, click_id DESC
        LIMIT {limit:UInt32} OFFSET {offset:UInt64}
        """;

    public async Task<long> CountAsync(uint accountId, IReadOnlyCollection<ulong> links, CancellationToken cancellationToken)
    {
        var counts = clickHouse.StreamRowsAsync(
            CountSql, new ClickHouseParameters().Add("account", accountId).Add("links", links), static (ref ClickHouseRow row) => row.ReadInt64(), limits.OfClicks, cancellationToken);
        return (await counts.ToListAsync(cancellationToken))[0];
    }

    /// <param name="accountId">Whose links.</param>
    /// <param name="links">Their ids.</param>
    /// <param name="offset">Taps of the pages before.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public async Task<List<LinkTap>> PageAsync(uint accountId, IReadOnlyCollection<ulong> links, long offset, int limit, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters().Add("account", accountId).Add("links", links).Add("offset", (ulong)offset).Add("limit", (ulong)limit);
        return await clickHouse.StreamRowsAsync(PageSql, parameters, Read, limits.OfClicks, cancellationToken).ToListAsync(cancellationToken);
    }

    private static LinkTap Read(ref ClickHouseRow row) => new()
    {
        ClickId = Guid.Parse(row.ReadString(), CultureInfo.InvariantCulture),
        Time = DateTimeOffset.FromUnixTimeMilliseconds(row.ReadInt64()),
        LinkId = row.ReadUInt64(),
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
