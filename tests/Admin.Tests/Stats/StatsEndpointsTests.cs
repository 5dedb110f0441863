using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Stats;

public sealed class StatsEndpointsTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Get_Summary_IsTheContractsJson()
    {
        await LinkAsync("summary");

        var stats = await _server.GetAsync("/links/summary/stats?from=2026-10-31&to=2026-11-02&timezone=America/New_York&groupBy=country,variant&limit=1");

        Assert.Equal("summary", Text(stats, "slug"));
        Assert.Equal("127.0.0.1:8081", Text(stats, "domain"));
        Assert.Equal("2026-10-31T00:00:00-04:00", Text(stats, "from"));
        Assert.Equal("2026-11-03T00:00:00-05:00", Text(stats, "to"));
        Assert.Equal("America/New_York", Text(stats, "timezone"));
        Assert.Equal("day", Text(stats, "interval"));
        Assert.EndsWith("Z", Text(stats, "generatedAt"), StringComparison.Ordinal);
        Assert.Contains("UTC day", Text(stats, "uniqueVisitorsMeaning"), StringComparison.Ordinal);
        Assert.Equal("""{"clicks":5,"uniqueVisitors":3,"bots":2,"prefetches":1}""", stats["totals"]!.ToJsonString());
        Assert.Equal(
            """
            [{"time":"2026-10-31T00:00:00-04:00","clicks":1,"uniqueVisitors":1},{"time":"2026-11-01T00:00:00-04:00","clicks":4,"uniqueVisitors":3},{"time":"2026-11-02T00:00:00-05:00","clicks":0,"uniqueVisitors":0}]
            """,
            Readable(stats["series"]!));
        Assert.Equal(
            """
            {"country":[{"value":"US","clicks":3,"uniqueVisitors":2},{"value":"other","clicks":2,"uniqueVisitors":1}],"variant":[{"value":"unknown","clicks":5,"uniqueVisitors":3}]}
            """,
            Readable(stats["groups"]!));
    }

    [Theory]
    [InlineData("bots=include", 7)]
    [InlineData("bots=only", 2)]
    [InlineData("country=US", 3)]
    [InlineData("country=-US", 2)]
    [InlineData("country=unknown,DE", 2)]
    public async Task Get_BotsAndFilters_DecideWhatCounts(string query, int clicks)
    {
        var slug = "counted-" + query.Replace('=', '-').Replace(',', '-');
        await LinkAsync(slug);

        var stats = await _server.GetAsync($"/links/{slug}/stats?from=2026-10-31&to=2026-11-02&interval=none&groupBy=country&{query}");

        Assert.Equal(clicks, stats["totals"]!["clicks"]!.GetValue<int>());
        Assert.Equal(clicks, stats["groups"]!["country"]!.AsArray().Sum(row => row!["clicks"]!.GetValue<int>()));
        Assert.Empty(stats["series"]!.AsArray());
    }

    [Fact]
    public async Task Get_Csv_IsTidy()
    {
        await LinkAsync("csv");

        using var response = await _server.Admin.Client.GetAsync(
            new Uri("/links/csv/stats?format=csv&from=2026-10-31&to=2026-11-02&timezone=America/New_York&groupBy=country,platform", UriKind.Relative));

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """
            time,country,platform,clicks,uniqueVisitors,bots
            2026-10-31T00:00:00-04:00,US,ios,1,1,0
            2026-11-01T00:00:00-04:00,DE,ios,1,1,0
            2026-11-01T00:00:00-04:00,US,ios,2,2,2
            2026-11-01T00:00:00-04:00,unknown,ios,1,1,0

            """.ReplaceLineEndings("\r\n"),
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Get_NdjsonAndJsonRows_AreTheSameRows()
    {
        await LinkAsync("rows");
        const string Query = "/links/rows/stats?shape=rows&interval=month&groupBy=country&from=2026-10-31&to=2026-11-02&format=";

        var lines = (await _server.Admin.Client.GetStringAsync(new Uri(Query + "ndjson", UriKind.Relative))).TrimEnd('\n').Split('\n');
        var json = await _server.GetAsync(Query + "json");

        Assert.Equal(4, lines.Length);
        Assert.Equal(lines, json["rows"]!.AsArray().Select(row => row!.ToJsonString()));
        Assert.Equal("""{"time":"2026-10-01T00:00:00Z","country":"US","clicks":1,"uniqueVisitors":1,"bots":0}""", lines[0]);
    }

    [Fact]
    public async Task Get_RowsWithoutGroups_HaveNoGaps()
    {
        await LinkAsync("gaps");

        var csv = await _server.Admin.Client.GetStringAsync(new Uri("/links/gaps/stats?format=csv&from=2026-10-31&to=2026-11-03", UriKind.Relative));

        Assert.Equal(
            [
                "time,clicks,uniqueVisitors,bots", "2026-10-31T00:00:00Z,1,1,0", "2026-11-01T00:00:00Z,4,3,2",
                "2026-11-02T00:00:00Z,0,0,0", "2026-11-03T00:00:00Z,0,0,0", "",
            ],
            csv.Split("\r\n"));
    }

    [Fact]
    public async Task Get_PeriodAll_StartsWithTheFirstClick()
    {
        await LinkAsync("all");

        var stats = await _server.GetAsync("/links/all/stats?period=all&interval=month");

        Assert.Equal("2026-10-31T00:00:00Z", Text(stats, "from"));
        Assert.Equal(5, stats["totals"]!["clicks"]!.GetValue<int>());
    }

    [Fact]
    public async Task Get_PeriodAllByMinute_IsRefusedWithTheIntervalThatFits()
    {
        var link = await _server.CreateLinkAsync("minutes");
        await _server.InsertAsync(link, [(Time("2026-01-01T00:00:00Z"), "human", "US", 1)]);

        var problem = await ProblemAsync("/links/minutes/stats?period=all&interval=minute", HttpStatusCode.UnprocessableEntity);

        Assert.Contains("hour fits", problem["errors"]!["interval"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_LinkWithoutClicks_IsZeroes()
    {
        await _server.CreateLinkAsync("quiet");

        var stats = await _server.GetAsync("/links/quiet/stats?period=7d");

        Assert.Equal(7, stats["series"]!.AsArray().Count);
        Assert.Equal("""{"clicks":0,"uniqueVisitors":0,"bots":0,"prefetches":0}""", stats["totals"]!.ToJsonString());
        Assert.Equal("{}", stats["groups"]!.ToJsonString());
    }

    [Fact]
    public async Task Get_UnicodeSlugAndLinkId_NameTheSameLink()
    {
        var link = await LinkAsync("große/liebe");

        var bySlug = await _server.GetAsync("/links/gro%C3%9Fe%2Fliebe/stats?period=all");
        var byId = await _server.GetAsync($"/links/{link["id"]}/stats?period=all&domain=127.0.0.1");

        Assert.Equal("große/liebe", Text(bySlug, "slug"));
        Assert.Equal(bySlug["totals"]!.ToJsonString(), byId["totals"]!.ToJsonString());
    }

    [Theory]
    [InlineData("/links/nobody/stats")]
    [InlineData("/links/lnk_0000000000001/stats")]
    [InlineData("/links/nobody/stats?domain=elsewhere.example")]
    public async Task Get_UnknownLink_Is404(string path)
        => Assert.EndsWith("/not-found", Text(await ProblemAsync(path, HttpStatusCode.NotFound), "type"), StringComparison.Ordinal);

    [Fact]
    public async Task Get_BadQuery_Is422WithAllErrors()
    {
        await _server.CreateLinkAsync("bad");

        var problem = await ProblemAsync("/links/bad/stats?groupBy=city&from=2026-11-20&to=2026-11-01&nope=1", HttpStatusCode.UnprocessableEntity);

        Assert.Equal(["groupBy", "nope", "to"], problem["errors"]!.AsObject().Select(error => error.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_KeyWithoutScope_Is403NamingIt()
    {
        await _server.CreateLinkAsync("scoped");
        using var content = new StringContent("""{"name":"reader","scopes":["links:read"]}""", Encoding.UTF8, "application/json");
        using var created = await _server.Admin.Client.PostAsync(new Uri("/keys", UriKind.Relative), content);
        var key = JsonNode.Parse(await created.Content.ReadAsStringAsync())!;
        using var client = _server.Admin.ClientWith(Text(key, "key"), Text(key, "secret"));

        using var response = await client.GetAsync(new Uri("/links/scoped/stats", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("stats:read", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WithoutCredentials_Is401()
    {
        using var client = new HttpClient { BaseAddress = _server.Admin.Client.BaseAddress };

        using var response = await client.GetAsync(new Uri("/links/summary/stats", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    /// <summary>Five taps of three people, two programs and a prefetch around New York's 25-hour day.</summary>
    private async Task<JsonNode> LinkAsync(string slug)
    {
        var link = await _server.CreateLinkAsync(slug);
        await _server.InsertAsync(link,
        [
            (Time("2026-10-31T23:59:59.999-04:00").AddHours(-4), "human", "US", 1),
            (Time("2026-11-01T01:30:00-04:00"), "human", "US", 1),
            (Time("2026-11-01T01:30:00-05:00"), "human", "US", 2),
            (Time("2026-11-01T12:00:00-05:00"), "human", "DE", 3),
            (Time("2026-11-01T12:00:00-05:00"), "human", "", 3),
            (Time("2026-11-01T13:00:00-05:00"), "bot", "US", 4),
            (Time("2026-11-01T13:00:00-05:00"), "preview", "US", 5),
            (Time("2026-11-01T13:00:00-05:00"), "prefetch", "US", 1),
        ]);
        return link;
    }

    private async Task<JsonNode> ProblemAsync(string path, HttpStatusCode status)
    {
        using var response = await _server.Admin.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static string Readable(JsonNode node)
        => node.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
