using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Stats;

/// <summary>Stats of all links together. Each test has tags or a month of its own.</summary>
public sealed class AccountStatsTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private readonly StatsServer _server = fixture.Server;

    [Fact]
    public async Task Get_Account_SumsItsLinksAndNamesThem()
    {
        var first = await _server.CreateLinkAsync("sum-first");
        var second = await _server.CreateLinkAsync("sum-second");
        await _server.InsertAsync("clicks", [
            _server.Click(first, Time("2026-02-01T10:00:00Z"), ("visitor", 1)),
            _server.Click(first, Time("2026-02-02T10:00:00Z"), ("visitor", 1)),
            _server.Click(second, Time("2026-02-02T10:00:00Z"), ("visitor", 1), ("platform", "android")),
            _server.Click(second, Time("2026-02-02T10:00:00Z"), ("visitor", 2), ("kind", "bot")),
            _server.Click(second, Time("2026-02-02T10:00:00Z"), ("account_id", 4_000_000)),
        ]);

        var stats = await _server.GetAsync("/stats?from=2026-02-01&to=2026-02-28&interval=month&groupBy=link,domain,platform");
        var plain = await _server.GetAsync("/stats?from=2026-02-01&to=2026-02-28&interval=day");

        Assert.Null(stats["slug"]);
        Assert.Equal("""{"clicks":3,"uniqueVisitors":1,"bots":1,"prefetches":0}""", stats["totals"]!.ToJsonString());
        Assert.Equal(stats["totals"]!.ToJsonString(), plain["totals"]!.ToJsonString());
        Assert.Equal(28, plain["series"]!.AsArray().Count);
        var links = stats["groups"]!["link"]!.AsArray();
        Assert.Equal(["127.0.0.1:8081/sum-first", "127.0.0.1:8081/sum-second"], links.Select(row => row!["value"]!.GetValue<string>()));
        Assert.Equal(first["id"]!.GetValue<string>(), links[0]!["id"]!.GetValue<string>());
        Assert.Equal("""[{"value":"127.0.0.1:8081","clicks":3,"uniqueVisitors":1}]""", stats["groups"]!["domain"]!.ToJsonString());
    }

    [Fact]
    public async Task Get_LinkFilter_KeepsOrLeavesOutLinks()
    {
        var one = await _server.CreateLinkAsync("only-one");
        var two = await _server.CreateLinkAsync("only-two");
        await _server.InsertAsync("clicks", [_server.Click(one, Time("2026-03-01T10:00:00Z")), .. Enumerable.Range(0, 2).Select(_ => _server.Click(two, Time("2026-03-01T10:00:00Z")))]);

        Assert.Equal(1, await TotalAsync("from=2026-03-01&to=2026-03-01&link=only-one"));
        Assert.Equal(1, await TotalAsync($"from=2026-03-01&to=2026-03-01&link=-{two["id"]}"));
        Assert.Equal(3, await TotalAsync("from=2026-03-01&to=2026-03-01&link=only-one,only-two&domain=127.0.0.1:8081"));
    }

    [Theory]
    [InlineData("link=nobody", "link")]
    [InlineData("domain=elsewhere.example", "domain")]
    public async Task Get_FilterByWhatTheAccountLacks_Is422(string query, string field)
    {
        using var response = await _server.Admin.Client.GetAsync(new Uri("/stats?" + query, UriKind.Relative));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["errors"]![field]);
    }

    [Fact]
    public async Task Get_Tags_AreGroupedAndFilteredByAsTheyAreNow()
    {
        var red = await _server.CreateLinkAsync(new { url = "https://acme.example/", slug = "tag-red", tags = new[] { "red", "warm" } });
        var plain = await _server.CreateLinkAsync("tag-none");
        await _server.InsertAsync("clicks", [
            _server.Click(red, Time("2026-04-01T10:00:00Z"), ("visitor", 1)),
            _server.Click(red, Time("2026-04-01T10:00:00Z"), ("visitor", 2)),
            _server.Click(plain, Time("2026-04-01T10:00:00Z"), ("visitor", 3)),
        ]);

        var stats = await _server.EventuallyAsync(
            "/stats?from=2026-04-01&to=2026-04-01&groupBy=tag,platform", answer => answer["groups"]!["tag"]!.AsArray().Count == 3);

        Assert.Equal(3, stats["totals"]!["clicks"]!.GetValue<int>());
        Assert.Equal(
            """[{"value":"red","clicks":2,"uniqueVisitors":2},{"value":"warm","clicks":2,"uniqueVisitors":2},{"value":"unknown","clicks":1,"uniqueVisitors":1}]""",
            stats["groups"]!["tag"]!.ToJsonString());
        Assert.Equal(2, await TotalAsync("from=2026-04-01&to=2026-04-01&tag=warm"));
        Assert.Equal(1, await TotalAsync("from=2026-04-01&to=2026-04-01&tag=-red"));
    }

    [Fact]
    public async Task Get_Pivot_CrossesDimensionsAndAddsUp()
    {
        var link = await _server.CreateLinkAsync("pivot");
        await _server.InsertAsync("clicks", [
            _server.Click(link, Time("2026-05-04T08:30:00Z"), ("country", "DE"), ("visitor", 1)),
            _server.Click(link, Time("2026-05-04T08:40:00Z"), ("country", "DE"), ("visitor", 1)),
            _server.Click(link, Time("2026-05-05T09:00:00Z"), ("country", "US"), ("visitor", 2), ("platform", "android")),
        ]);

        var stats = await _server.GetAsync("/links/pivot/stats?from=2026-05-01&to=2026-05-31&pivot=country,platform&groupBy=country");
        var heatmap = await _server.GetAsync("/links/pivot/stats?from=2026-05-01&to=2026-05-31&pivot=weekday,hour&timezone=Europe/Berlin");

        Assert.Equal("""["country","platform"]""", stats["pivot"]!["by"]!.ToJsonString());
        Assert.Equal(
            """[{"country":"DE","platform":"ios","clicks":2,"uniqueVisitors":1},{"country":"US","platform":"android","clicks":1,"uniqueVisitors":1}]""",
            stats["pivot"]!["rows"]!.ToJsonString());
        Assert.Equal(
            """[{"weekday":"1","hour":"10","clicks":2,"uniqueVisitors":1},{"weekday":"2","hour":"11","clicks":1,"uniqueVisitors":1}]""",
            heatmap["pivot"]!["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task Get_Compare_ShowsTheDaysBefore()
    {
        var link = await _server.CreateLinkAsync("compare");
        await _server.InsertAsync("clicks", [
            _server.Click(link, Time("2026-06-08T10:00:00Z"), ("visitor", 1)),
            _server.Click(link, Time("2026-06-08T10:00:00Z"), ("visitor", 2)),
            _server.Click(link, Time("2026-06-07T23:59:59.999Z")),
            _server.Click(link, Time("2025-06-09T10:00:00Z")),
        ]);

        var week = await _server.GetAsync("/links/compare/stats?from=2026-06-08&to=2026-06-14&compare=previous");
        var year = await _server.GetAsync("/links/compare/stats?from=2026-06-08&to=2026-06-14&compare=year");

        Assert.Equal(("2026-06-01T00:00:00Z", "2026-06-08T00:00:00Z"), (week["previous"]!["from"]!.GetValue<string>(), week["previous"]!["to"]!.GetValue<string>()));
        Assert.Equal(1, week["previous"]!["totals"]!["clicks"]!.GetValue<int>());
        Assert.Equal(7, week["previous"]!["series"]!.AsArray().Count);
        Assert.Equal("""{"clicks":1,"uniqueVisitors":1}""", week["previous"]!["change"]!.ToJsonString());
        Assert.Equal(1, year["previous"]!["totals"]!["clicks"]!.GetValue<int>());
    }

    [Fact]
    public async Task Get_Weeks_StartOnMondayOrSunday()
    {
        await _server.CreateLinkAsync("weeks");

        var monday = await _server.GetAsync("/links/weeks/stats?from=2026-06-10&to=2026-06-10&interval=week");
        var sunday = await _server.GetAsync("/links/weeks/stats?from=2026-06-10&to=2026-06-10&interval=week&weekStart=sunday");

        Assert.Equal("2026-06-08T00:00:00Z", monday["series"]![0]!["time"]!.GetValue<string>());
        Assert.Equal("2026-06-07T00:00:00Z", sunday["series"]![0]!["time"]!.GetValue<string>());
        Assert.Equal("week", sunday["interval"]!.GetValue<string>());
    }

    [Fact]
    public async Task Get_ConversionsAndVariants_AreCountedAndTested()
    {
        var link = await _server.CreateLinkAsync("conversions");
        var clicks = Enumerable.Range(0, 400).Select(i => _server.Click(link, Time("2026-07-01T10:00:00Z"), ("variant", i % 2 == 0 ? "A" : "B"), ("visitor", i + 1))).ToList();
        await _server.InsertAsync("clicks", clicks);
        await _server.InsertAsync("conversions", clicks.Index().Where(click => click.Index % (click.Index % 2 == 0 ? 4 : 15) == 0).Select(click => new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["account_id"] = click.Item["account_id"],
            ["link_id"] = click.Item["link_id"],
            ["conversion_id"] = Guid.NewGuid(),
            ["version"] = 1,
            ["type"] = "sale",
            ["occurred_at"] = Time("2026-07-01T11:00:00Z").ToUnixTimeMilliseconds(),
            ["clicked_at"] = click.Item["ts"],
            ["amount"] = "9.99",
            ["currency"] = "EUR",
            ["click_id"] = click.Item["click_id"],
            ["variant"] = click.Item["variant"],
        }));

        var stats = await _server.GetAsync("/links/conversions/stats?from=2026-07-01&to=2026-07-01&groupBy=variant&conversions=true");

        Assert.Equal(113, stats["conversions"]!["count"]!.GetValue<int>());
        Assert.Equal("""[{"currency":"EUR","amount":1128.87}]""", stats["conversions"]!["revenue"]!.ToJsonString());
        var test = stats["variantTest"]!;
        Assert.Equal(("significant", "A"), (test["verdict"]!.GetValue<string>(), test["winner"]!.GetValue<string>()));
        Assert.Equal((200, 100, 0.5), (test["variants"]![0]!["clicks"]!.GetValue<int>(), test["variants"]![0]!["converted"]!.GetValue<int>(), test["variants"]![0]!["rate"]!.GetValue<double>()));
        Assert.Equal(13, test["variants"]![1]!["converted"]!.GetValue<int>());
    }

    [Fact]
    public async Task Get_AskedAgainWithETag_Is304UntilSomebodyClicks()
    {
        var link = await _server.CreateLinkAsync("etag");
        using var first = await _server.Admin.Client.GetAsync(new Uri("/links/etag/stats", UriKind.Relative));
        var tag = first.Headers.ETag!;

        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(tag));
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow)]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(tag));

        async Task<HttpStatusCode> StatusAsync(System.Net.Http.Headers.EntityTagHeaderValue known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/links/etag/stats");
            request.Headers.IfNoneMatch.Add(known);
            using var response = await _server.Admin.Client.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Get_LinkAfterClicks_ShowsHowOftenAndWhenLast()
    {
        var link = await _server.CreateLinkAsync("counted-link");
        await _server.InsertAsync("clicks", [
            _server.Click(link, Time("2026-08-01T10:00:00Z")), _server.Click(link, Time("2026-08-01T10:00:00.123Z")), _server.Click(link, Time("2026-08-02T10:00:00Z"), ("kind", "bot")),
        ]);

        var shown = await _server.EventuallyAsync("/links/counted-link", answer => answer["clicks"]!.GetValue<int>() == 2);
        var top = await _server.GetAsync("/links?sort=-lastClickedAt");

        Assert.Equal("2026-08-01T10:00:00.123Z", shown["lastClickedAt"]!.GetValue<string>());
        Assert.Equal(link["updatedAt"]!.ToJsonString(), shown["updatedAt"]!.ToJsonString());
        Assert.Contains(top["data"]!.AsArray(), row => row!["slug"]!.GetValue<string>() == "counted-link" && row["clicks"]!.GetValue<int>() == 2);
    }

    private async Task<int> TotalAsync(string query) => (await _server.GetAsync("/stats?" + query))["totals"]!["clicks"]!.GetValue<int>();

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
