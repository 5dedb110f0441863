using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Stats.Rollup;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Tests.Stats.Rollup;

/// <summary>Totals of accounts against their clicks, in the real engine. Each test has an account of its own.</summary>
public sealed class AccountRollupTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly long Day = Noon.AddHours(-12).ToUnixTimeSeconds();

    private readonly StatsServer _server = fixture.Server;

    private AccountRollup Rollup => _server.Admin.Services.GetRequiredService<AccountRollup>();

    [Fact]
    public async Task Rebuild_DayThatTheViewCounted_MakesTheSameRows()
    {
        const long Account = 5_000_001;
        await InsertAsync(Account, Noon, count: 300);
        var counted = await RowsAsync(Account);

        await Rollup.RebuildAsync(Account, [Day], CancellationToken.None);

        Assert.Equal(counted, await RowsAsync(Account));
        Assert.Equal("300\n", await _server.QueryAsync($"SELECT sum(humans) FROM account_clicks_by_quarter_hour WHERE account_id = {Account}"));
    }

    [Fact]
    public async Task Repair_TotalsWithoutSomeClicks_CountsThemOnce()
    {
        const long Account = 5_000_002;
        await InsertAsync(Account, Noon, count: 50);
        var counted = await RowsAsync(Account);

        // As if the view had been made after these clicks came.
        await _server.QueryAsync($"DELETE FROM account_clicks_by_quarter_hour WHERE account_id = {Account} AND bucket < '2026-05-04 13:00:00' SETTINGS lightweight_deletes_sync = 2");
        Assert.NotEqual(counted, await RowsAsync(Account));

        Assert.False(await Rollup.RepairAsync(CancellationToken.None));
        Assert.Equal(counted, await RowsAsync(Account));
        Assert.True(await Rollup.RepairAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Repair_ClicksThatAreNoLongerKept_LeavesTheirTotals()
    {
        const long Account = 5_000_003;
        await InsertAsync(Account, Noon, count: 20);
        var counted = await RowsAsync(Account);

        await _server.QueryAsync($"INSERT INTO kept_clicks VALUES ({Account}, '2026-05-04 18:00:00')");
        await _server.QueryAsync($"DELETE FROM clicks WHERE account_id = {Account} SETTINGS lightweight_deletes_sync = 2");

        Assert.True(await Rollup.RepairAsync(CancellationToken.None));
        await Rollup.RebuildAsync(Account, [Day], CancellationToken.None);
        Assert.Equal(counted, await RowsAsync(Account));
    }

    [Fact]
    public async Task Rebuild_WhileClicksArrive_CountsEachOnce()
    {
        const long Account = 5_000_004;
        var arriving = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await InsertAsync(Account, Noon, count: 5);
            }
        });
        while (!arriving.IsCompleted)
        {
            await Rollup.RebuildAsync(Account, [Day], CancellationToken.None);
        }

        await arriving;
        await Rollup.RebuildAsync(Account, [Day], CancellationToken.None);

        Assert.Equal("200\n", await _server.QueryAsync($"SELECT sum(humans) FROM account_clicks_by_quarter_hour WHERE account_id = {Account}"));
    }

    [Fact]
    public async Task Keeper_AfterTheStart_FindsTotalsWhole()
    {
        var state = _server.Admin.Services.GetRequiredService<AccountRollupState>();
        for (var patience = 0; !state.IsWhole && patience < 300; patience++)
        {
            await Task.Delay(100);
        }

        Assert.True(state.IsWhole);
    }

    private Task InsertAsync(long account, DateTimeOffset time, int count)
    {
        var link = new JsonObject { ["id"] = new OneLink.Admin.Links.LinkId(77).ToString() };
        return _server.InsertAsync("clicks", Enumerable.Range(0, count).Select(i => _server.Click(
            link,
            time.AddMinutes(i % 200),
            ("account_id", account),
            ("kind", "human"),
            ("country", i % 3 == 0 ? "DE" : ""),
            ("referrer", "r" + (i % 7).ToString(CultureInfo.InvariantCulture)),
            ("visitor", 1 + (i % 90)))));
    }

    /// <summary>Every row as a question sees it: merged.</summary>
    private Task<string> RowsAsync(long account) => _server.QueryAsync($"""
        SELECT bucket, sum(humans), sum(bots), sum(prefetches), uniqCombined64Merge(15)(visitors)
        FROM account_clicks_by_quarter_hour WHERE account_id = {account}
        GROUP BY bucket ORDER BY ALL FORMAT TSV
        """);
}
