using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Stats;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Tests.Conversions;

/// <summary>Conversions in the real engine, joined to clicks that are there, come later, or belong to others.</summary>
public sealed class ConversionShippingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Ship_ClickThereOrLaterOrAnothersOrTwice_EachConversionIsThereOnceWithItsClick()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: true);
        var (there, later, foreign) = (NewClick(), NewClick(), NewClick());
        await InsertClickAsync(server, there, AccountOf(server), link: 77);
        await InsertClickAsync(server, foreign, account: 999_999, link: 88);

        string[] ids =
        [
            await PostAsync(server, $$$"""{"type":"sale","clickId":"{{{there}}}","amount":12.5,"currency":"EUR","idempotencyKey":"a","metadata":{"plan":"pro"}}"""),
            await PostAsync(server, $$$"""{"type":"sale","clickId":"{{{there}}}","amount":12.5,"currency":"EUR","idempotencyKey":"a","metadata":{"plan":"pro"}}"""),
            await PostAsync(server, $$"""{"type":"lead","clickId":"{{later}}"}"""),
            await PostAsync(server, $$"""{"type":"lead","clickId":"{{foreign}}"}"""),
            await PostAsync(server, """{"type":"lead","externalId":"unknown"}"""),
        ];
        Assert.Equal(4, ids.Distinct(StringComparer.Ordinal).Count());

        await UntilAsync(server, "SELECT toString(count()) FROM conversions FINAL", "4");
        await InsertClickAsync(server, later, AccountOf(server), link: 78);
        await UntilAsync(server, "SELECT toString(count()) FROM conversions FINAL WHERE link_id != 0", "2");

        await UntilAsync(server, $"SELECT concat(toString(link_id), ' ', country, ' ', toString(amount), ' ', currency, ' ', metadata) FROM conversions FINAL WHERE conversion_id = '{ids[0]}'", """77 DE 12.5 EUR {"plan":"pro"}""");
        await UntilAsync(server, $"SELECT toString(link_id) FROM conversions FINAL WHERE conversion_id = '{ids[2]}'", "78");
        await UntilAsync(server, $"SELECT toString(link_id) FROM conversions FINAL WHERE conversion_id = '{ids[3]}'", "0");
        await UntilAsync(server, "SELECT toString(count()) FROM conversions FINAL", "4");
    }

    [Fact]
    public async Task Ship_ClickHouseAway_ArrivesWhenItIsBack()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: false);
        await PostAsync(server, """{"type":"lead","externalId":"early"}""");
        await server.StartClickHouseAsync();

        await UntilAsync(server, "SELECT external_id FROM conversions FINAL", "early");
    }

    [Fact]
    public async Task Watch_EverythingIsGone_TheSchemaIsAppliedAgain()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: true);
        var clickHouse = ClickHouse(server);
        foreach (var table in (string[])["clicks_by_quarter_hour_view", "clicks_by_quarter_hour", "clicks", "conversions", "schema_migrations"])
        {
            await clickHouse.ExecuteAsync($"DROP TABLE {table}", CancellationToken.None);
        }

        await UntilAsync(server, $"SELECT toString(count()) FROM system.tables WHERE database = '{clickHouse.Database}' AND name IN ('clicks', 'clicks_by_quarter_hour_view', 'conversions')", "3");
    }

    private static string NewClick() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("D");

    private static async Task<string> PostAsync(StatsServer server, string json)
    {
        var answer = await server.Admin.Client.PostAsync("/events", json);
        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        return answer.Text("id");
    }

    private static Task InsertClickAsync(StatsServer server, string id, long account, long link)
        => ClickHouse(server).ExecuteAsync(
            $"INSERT INTO clicks (click_id, account_id, link_id, ts, kind, country) SELECT '{id}', {account}, {link}, fromUnixTimestamp64Milli(toInt64({Convert.ToInt64(id.Replace("-", "", StringComparison.Ordinal)[..12], 16)})), 'human', 'DE'",
            CancellationToken.None);

    /// <param name="server">Whose ClickHouse.</param>
    /// <param name="sql">Gives one text.</param>
    /// <param name="expected">The text, in the end.</param>
    private static async Task UntilAsync(StatsServer server, string sql, string expected)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var rows = await ClickHouse(server).QueryRowsAsync(
                sql, ClickHouseParameters.None, static (ref ClickHouseRow row) => row.ReadString(), CancellationToken.None);
            var actual = string.Join('\n', rows);
            if (string.Equals(actual, expected, StringComparison.Ordinal) || patience.Elapsed > Limit)
            {
                Assert.Equal(expected, actual);
                return;
            }

            await Task.Delay(50);
        }
    }

    private static ClickHouseClient ClickHouse(StatsServer server) => server.Admin.Services.GetRequiredService<ClickHouseClient>();

    private static long AccountOf(StatsServer server) => server.Admin.Credentials["accountId"]!.GetValue<long>();
}
