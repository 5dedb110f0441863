using OneLink.Analytics.Client;
using OneLink.Shared.Clicks;

namespace OneLink.Analytics.Queries;

/// <summary>Finds the click that a code names (<see cref="ClickCode"/>): a person's, of one account, within one second.</summary>
public sealed class ClicksByCode(ClickHouseClient clickHouse, ClicksById byId)
{
    private const string Sql =
        """
        SELECT toString(click_id)
        FROM clicks
        WHERE account_id = {account:UInt32} AND kind = 'human' AND orphan = 'none' AND link_id != 0
            AND ts >= fromUnixTimestamp64Milli({from:Int64}) AND ts < fromUnixTimestamp64Milli({to:Int64})
            AND endsWith(toString(click_id), {end:String})
        ORDER BY click_id
        LIMIT 1
        """;

    private const int MsPerSecond = 1_000;

    /// <summary>Clocks of edges and admin may differ by this much.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <param name="accountId">Whose click; another account's is not found.</param>
    /// <param name="code">As <see cref="ClickCode"/> writes it.</param>
    /// <param name="seenAt">When the code came: the click was before.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null where there is no such click, or not yet.</returns>
    /// <exception cref="ClickHouseException">ClickHouse did not answer.</exception>
    public async Task<ClickFacts?> FindAsync(uint accountId, string code, DateTimeOffset seenAt, CancellationToken cancellationToken)
    {
        if (!ClickCode.TryRead(code, out var second, out var random))
        {
            return null;
        }

        var from = ClickCode.SecondBefore(second, (seenAt + Slack).ToUnixTimeSeconds()) * MsPerSecond;
        var parameters = new ClickHouseParameters().Add("account", accountId).Add("from", from).Add("to", from + MsPerSecond).Add("end", random.ToString("x6", System.Globalization.CultureInfo.InvariantCulture));
        var found = await clickHouse.QueryRowsAsync(Sql, parameters, static (ref ClickHouseRow row) => row.ReadString(), cancellationToken);
        return found is [var id] && await byId.FindAsync([Guid.Parse(id)], cancellationToken) is [var click] ? click : null;
    }
}
