using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>Tells whether one person alone has tapped a link, for what may be shown to that person only.</summary>
public sealed class LinkVisitors(ClickHouseClient clickHouse)
{
    private const string Sql =
        """
        SELECT uniqExact(visitor), min(visitor), countIf(click_id = {click:UUID})
        FROM clicks
        WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND kind = 'human'
        """;

    /// <summary>
    /// Whether all taps of people on the link are of one visitor, and the click is among them. A visitor is known by the day
    /// (UTC), address and browser: who comes back with another is another, and where none is known the answer is no.
    /// </summary>
    /// <param name="accountId">Whose link.</param>
    /// <param name="linkId">The link.</param>
    /// <param name="clickId">The click that is asked for.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="ClickHouseException">ClickHouse did not answer.</exception>
    public async Task<bool> IsOnlyAsync(uint accountId, ulong linkId, string clickId, CancellationToken cancellationToken)
    {
        var parameters = new ClickHouseParameters().Add("account", accountId).Add("link", linkId).Add("click", clickId);
        var rows = await clickHouse.QueryRowsAsync(
            Sql,
            parameters,
            static (ref ClickHouseRow row) => (Visitors: row.ReadUInt64(), Lowest: row.ReadUInt64(), Taps: row.ReadUInt64()),
            cancellationToken);
        return rows is [(Visitors: 1, Lowest: not 0, Taps: > 0)];
    }
}
