using System.Net;
using System.Text.Json.Nodes;

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

    private static async Task AssertUnavailableAsync(StatsServer server, string path)
    {
        using var response = await server.Admin.Client.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter!.Delta);
        Assert.EndsWith("/stats-unavailable", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
