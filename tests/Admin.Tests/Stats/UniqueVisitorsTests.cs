using System.Globalization;
using OneLink.Admin.Links;

namespace OneLink.Admin.Tests.Stats;

/// <summary>What docs/stats.md says of unique visitors: exact up to 1,000, within 2 % beyond, over states of any range.</summary>
public sealed class UniqueVisitorsTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private const int Exact = 1_000;
    private const double Error = 0.02;

    private readonly StatsServer _server = fixture.Server;

    [Theory]
    [InlineData(Exact, "")]
    [InlineData(Exact, "&groupBy=platform")]
    [InlineData(30_000, "")]
    [InlineData(30_000, "&groupBy=platform")]
    [InlineData(300_000, "")]
    [InlineData(300_000, "&groupBy=platform")]
    public async Task Get_VisitorsOfTwentyDays_AreAsManyWithinTheStatedError(int visitors, string groups)
    {
        var link = await _server.CreateLinkAsync(FormattableString.Invariant($"visitors-{visitors}-{groups.Length}"));
        Assert.True(LinkId.TryParse(link["id"]!.GetValue<string>(), out var id));

        // Each twice within the same hour.
        await _server.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO clicks (click_id, account_id, link_id, domain_id, ts, kind, orphan, trigger, destination, platform, visitor)
            SELECT generateUUIDv4(number), {_server.Admin.Credentials["accountId"]!.GetValue<long>()}, {id.Value}, 1,
                toDateTime64('2025-03-01 00:00:00', 3, 'UTC') + toIntervalHour(number % {visitors} % 480),
                'human', 'none', 'link', 'url', 'ios', cityHash64(number % {visitors}, {id.Value})
            FROM numbers({2 * visitors})
            """));

        var totals = (await _server.GetAsync($"/links/{link["slug"]}/stats?from=2025-03-01&to=2025-03-20{groups}"))["totals"]!;

        var error = visitors > Exact ? (int)(visitors * Error) : 0;
        Assert.Equal(2 * visitors, totals["clicks"]!.GetValue<int>());
        Assert.InRange(totals["uniqueVisitors"]!.GetValue<int>(), visitors - error, visitors + error);
    }
}
