using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Links;
using OneLink.Admin.Privacy;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Stats;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Tests.Privacy;

/// <summary>Erasure in the real engine: what was asked for goes, all else stays, table and totals stay equal.</summary>
public sealed class ErasureTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private StatsServer Server => fixture.Server;

    private ClickHouseClient ClickHouse => Server.Admin.Services.GetRequiredService<ClickHouseClient>();

    [Fact]
    public async Task Delete_ClicksOfALink_AreGoneFromTableAndTotalsAndOthersStay()
    {
        var (gone, kept) = (await Server.CreateLinkAsync("erased"), await Server.CreateLinkAsync("kept"));
        var now = TimeProvider.System.GetUtcNow();
        foreach (var link in (JsonNode[])[gone, kept])
        {
            await Server.InsertAsync(link, [(now.AddHours(-5), "human", "DE", 1), (now.AddSeconds(-5), "human", "DE", 2), (now.AddSeconds(-4), "bot", "US", 0)]);
        }

        // Of the same quarter hour, and later than the request: it stays.
        await Server.InsertAsync(gone, [(now.AddMinutes(10), "human", "DE", 3)]);
        Assert.Equal(HttpStatusCode.Accepted, (await Server.Admin.Client.DeleteJsonAsync("/links/erased/clicks")).Status);

        await UntilAsync(gone, "1 1");
        await UntilAsync(kept, "3 3");
    }

    [Fact]
    public async Task Delete_Visitor_ClicksOfTheDayAreGoneFromTableAndTotalsAndOthersStay()
    {
        var link = await Server.CreateLinkAsync("visited");
        var noon = new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(-1).AddHours(12);
        await Server.InsertAsync(link, [(noon, "human", "DE", 77), (noon.AddHours(2), "human", "DE", 77), (noon, "human", "FR", 78), (noon.AddDays(-1), "human", "DE", 77)]);
        var click = (await ClickHouse.QueryRowsAsync(
            "SELECT toString(click_id) FROM clicks WHERE link_id = {link:UInt64} AND visitor = 77 AND ts >= fromUnixTimestamp64Milli({noon:Int64}) LIMIT 1",
            new ClickHouseParameters().Add("link", IdOf(link)).Add("noon", noon.ToUnixTimeMilliseconds()),
            static (ref ClickHouseRow row) => row.ReadString(),
            CancellationToken.None)).Single();

        Assert.Equal(HttpStatusCode.Accepted, (await Server.Admin.Client.DeleteJsonAsync("/visitors/" + click)).Status);

        await UntilAsync(link, "2 2");
    }

    [Fact]
    public async Task Expire_OlderClicks_AreGoneAndTotalsStay()
    {
        var link = await Server.CreateLinkAsync("expired-clicks");
        var now = TimeProvider.System.GetUtcNow();
        await Server.InsertAsync(link, [(now.AddDays(-10), "human", "DE", 1), (now.AddDays(-1), "human", "DE", 2)]);

        await Server.Admin.Services.GetRequiredService<ClickEraser>()
            .ExpireAsync(Server.Admin.Credentials["accountId"]!.GetValue<long>(), now.AddDays(-5), CancellationToken.None);

        await UntilAsync(link, "1 2");
    }

    [Fact]
    public async Task Retention_PutAndGet_AreTheSameAndValidated()
    {
        var client = Server.Admin.Client;
        Assert.Null((await client.GetJsonAsync("/retention")).Body!["clickRetentionDays"]);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync("/retention", """{"clickRetentionDays":36000}""")).Status);
        Assert.Equal(36000, (await client.GetJsonAsync("/retention")).Body!["clickRetentionDays"]!.GetValue<int>());
        Assert.Equal(["clickRetentionDays"], (await client.PutAsync("/retention", """{"clickRetentionDays":0}""")).ErrorPaths());
        Assert.Equal(["clickRetentionDays"], (await client.PutAsync("/retention", "{}")).ErrorPaths());
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsync("/retention", """{"clickRetentionDays":null}""")).Status);
    }

    [Fact]
    public async Task Delete_UnknownLinkOrClick_IsNotFound()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await Server.Admin.Client.DeleteJsonAsync("/links/no-such-link/clicks")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Server.Admin.Client.DeleteJsonAsync("/visitors/nobody")).Status);
    }

    private static long IdOf(JsonNode link)
    {
        Assert.True(LinkId.TryParse(link["id"]!.GetValue<string>(), out var id));
        return id.Value;
    }

    /// <summary>Clicks of a link in the table and in its totals, in the end.</summary>
    private async Task UntilAsync(JsonNode link, string expected)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var counts = await ClickHouse.QueryRowsAsync(
                """
                SELECT toString(count()), (SELECT toString(sum(humans + bots + prefetches)) FROM clicks_by_quarter_hour WHERE link_id = {link:UInt64})
                FROM clicks WHERE link_id = {link:UInt64}
                """,
                new ClickHouseParameters().Add("link", IdOf(link)),
                static (ref ClickHouseRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.ReadString()} {row.ReadString()}"),
                CancellationToken.None);
            if (counts.Single() == expected || patience.Elapsed > Limit)
            {
                Assert.Equal(expected, counts.Single());
                return;
            }

            await Task.Delay(50);
        }
    }
}
