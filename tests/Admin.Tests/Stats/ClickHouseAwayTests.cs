using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Hosting;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Stats;

public sealed class ClickHouseAwayTests
{
    [Fact]
    public async Task Get_ClickHouseComesAndGoes_StatsWaitAndLinksDoNot()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: false);

        await server.CreateLinkAsync("before");
        await AssertUnavailableAsync(server, "/links/before/stats");
        await AssertUnavailableAsync(server, "/links/before/stats?format=csv&groupBy=country");
        Assert.NotEqual("ready", (await server.GetAsync("/readyz"))["analytics"]!.GetValue<string>());

        await server.StartClickHouseAsync();
        Assert.Equal(0, (await server.GetAsync("/links/before/stats"))["totals"]!["clicks"]!.GetValue<int>());

        await server.StopClickHouseAsync();
        await AssertUnavailableAsync(server, "/links/before/stats");
        await server.CreateLinkAsync("after");
    }

    /// <summary>Nothing listens at the first address; what the admin writes by itself goes to the second as well.</summary>
    [Fact]
    public async Task Get_FirstOfTwoAddressesDead_TheSecondTakesClicksAndAnswers()
    {
        await using var server = await StatsServer.StartAsync(withClickHouse: true, portBefore: LoopbackPorts.Next());
        var link = await server.CreateLinkAsync(new { slug = "second", url = "https://acme.example/", deepLinkPath = "acme://welcome" });
        using var opening = new StringContent($$"""{"deepLink":"{{link["shortUrl"]!.GetValue<string>()}}"}""", Encoding.UTF8, "application/json");
        using var opened = await server.Admin.Client.PostAsync(new Uri("/open", UriKind.Relative), opening);
        Assert.True(opened.StatusCode == HttpStatusCode.OK, await opened.Content.ReadAsStringAsync());

        await server.EventuallyAsync("/links/second/stats", stats => stats["totals"]!["clicks"]!.GetValue<int>() == 1);

        var metrics = await server.Admin.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Matches("(?m)^onelink_clickhouse_host_changes_total 1$", metrics);
    }

    [Fact]
    public async Task Start_ClusterWithOtherCharacters_NamesTheSetting()
    {
        var failure = await Assert.ThrowsAsync<StartupException>(() => AdminServer.StartAsync(settings: ["--ONELINK_CLICKHOUSE_CLUSTER=a`b"]));

        Assert.StartsWith("ONELINK_CLICKHOUSE_CLUSTER: ", failure.Message, StringComparison.Ordinal);
    }

    private static async Task AssertUnavailableAsync(StatsServer server, string path)
    {
        using var response = await server.Admin.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.EndsWith("/stats-unavailable", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
