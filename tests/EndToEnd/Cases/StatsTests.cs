using System.Globalization;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>What is counted, and as what.</summary>
[Collection(EdgeBuild.Native)]
public sealed class StatsTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan Limit = Eventually.Patience;

    [Fact]
    public async Task Case96_PeopleBotsPrefetchesAndHeads_AreCountedApart()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/counted" });
        var visit = new Visit(Slugs.PathOf(link.Slug));
        Visit[] visits =
        [
            visit, visit, visit,
            .. UserAgents.Bots.Select(bot => visit with { UserAgent = bot }),
            visit with { Purpose = "prefetch" }, visit with { Purpose = "prefetch;prerender" },
            visit with { Method = "HEAD" }, visit with { Method = "HEAD" },
        ];

        await Crowd.VisitAsync(Installation.Edge.EndPoint, visits);

        var expected = new StatsTotals(Clicks: 3, UniqueVisitors: 1, Bots: UserAgents.Bots.Count, Prefetches: 2);
        await Eventually.EqualAsync(expected, async () => (await Api.StatsAsync(link.Slug)).Totals, Limit);
    }

    [Fact]
    public async Task Case97_SameVisitorTwice_IsTwoClicksOfOneVisitor()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/visitors" });
        var visit = new Visit(Slugs.PathOf(link.Slug)) { ForwardedFor = "93.184.216.34" };
        Visit[] visits = [visit, visit, visit with { ForwardedFor = "93.184.216.35" }, visit with { UserAgent = UserAgents.Mac }];

        await Crowd.VisitAsync(Installation.Edge.EndPoint, visits);

        var expected = new StatsTotals(Clicks: 4, UniqueVisitors: 3, Bots: 0, Prefetches: 0);
        await Eventually.EqualAsync(expected, async () => (await Api.StatsAsync(link.Slug)).Totals, Limit);
    }

    [Fact]
    public async Task Case99_SameSlugOnTwoDomains_IsCountedApart()
    {
        var host = $"d{Guid.NewGuid():N}.example";
        (await Api.PostAsync("/domains", new { host })).Expect(201);
        var slug = $"counted-{Guid.NewGuid():N}";
        await Installation.PublishAsync(new { slug, url = "https://example.com/here" });
        await Installation.PublishAsync(new { domain = host, slug, url = "https://example.com/there" });
        var visit = new Visit("/" + slug);

        await Crowd.VisitAsync(Installation.Edge.EndPoint, [visit, visit with { Host = host }, visit with { Host = host }]);

        await Eventually.EqualAsync(2, async () => (await Api.StatsAsync(slug, "domain=" + host)).Totals.Clicks, Limit);
        await Eventually.EqualAsync(1, () => Api.ClicksAsync(slug), Limit);
    }

    [Fact]
    public async Task Case101_Groups_SumToTheTotalAndFiltersNarrowThem()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/groups" });
        string[] userAgents = [UserAgents.IPhone, UserAgents.IPhone, UserAgents.Android, UserAgents.Windows, UserAgents.Mac];
        await Crowd.VisitAsync(Installation.Edge.EndPoint, [.. userAgents.Select(userAgent => new Visit(Slugs.PathOf(link.Slug)) { UserAgent = userAgent })]);
        await Eventually.EqualAsync(5, () => Api.ClicksAsync(link.Slug), Limit);

        var all = await Api.StatsAsync(link.Slug, "groupBy=platform,browser,country,referrer");
        var phones = await Api.StatsAsync(link.Slug, "groupBy=platform&platform=ios,android");
        var others = await Api.StatsAsync(link.Slug, "groupBy=platform&platform=-ios");
        var unfiltered = await Api.StatsAsync(link.Slug, "platform=&country=-");

        Assert.Equal(new Dictionary<string, long> { ["ios"] = 2, ["android"] = 1, ["windows"] = 1, ["macos"] = 1 }, all.Clicks("platform"));
        Assert.Equal(new Dictionary<string, long> { ["safari"] = 2, ["chrome"] = 3 }, all.Clicks("browser"));
        Assert.Equal(new Dictionary<string, long> { ["unknown"] = 5 }, all.Clicks("country"));
        Assert.Equal(new Dictionary<string, long> { ["unknown"] = 5 }, all.Clicks("referrer"));
        Assert.Equal((3, 3), (phones.Totals.Clicks, phones.Clicks("platform").Values.Sum()));
        Assert.Equal((3, 3), (others.Totals.Clicks, others.Clicks("platform").Values.Sum()));
        Assert.Equal(5, unfiltered.Totals.Clicks);
    }

    [Fact]
    public async Task Case101_MoreGroupsThanTheLimit_AreSummedUpAsOther()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/many-groups" });
        await Crowd.VisitAsync(
            Installation.Edge.EndPoint,
            [.. Enumerable.Range(0, 10).Select(i => new Visit(Slugs.PathOf(link.Slug)) { Referer = string.Create(CultureInfo.InvariantCulture, $"https://r{i}.example/") })]);
        await Eventually.EqualAsync(10, () => Api.ClicksAsync(link.Slug), Limit);

        var referrers = (await Api.StatsAsync(link.Slug, "groupBy=referrer&limit=3")).Clicks("referrer");

        Assert.Equal((4, 7, 10), (referrers.Count, referrers["other"], referrers.Values.Sum()));
    }

    [Fact]
    public async Task Case102_SeriesInNewYork_HasLocalMidnightsAndNoGapsOverTheEndOfSummerTime()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/series" });

        var series = (await Api.StatsAsync(link.Slug, "from=2026-10-31&to=2026-11-02&timezone=America/New_York&interval=day")).Series;
        var hours = (await Api.StatsAsync(link.Slug, "from=2026-11-01&to=2026-11-01&timezone=America/New_York&interval=hour")).Series;

        Assert.Equal(["2026-10-31T00:00:00-04:00", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"], series.Select(point => point.Time));
        Assert.All(series, point => Assert.Equal((0, 0), (point.Clicks, point.UniqueVisitors)));
        Assert.Equal(25, hours.Count);
    }

    [Fact]
    public async Task Case102_TodaysClicks_AreInTheLocalDayTheyHappenedOn()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/today" });
        await Installation.VisitAsync(link.Slug);
        await Eventually.EqualAsync(1, () => Api.ClicksAsync(link.Slug), Limit);

        foreach (var zone in new[] { "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati" })
        {
            var series = (await Api.StatsAsync(link.Slug, $"timezone={zone}&interval=day&period=7d")).Series;
            var today = TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(zone)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Assert.Equal(today, Assert.Single(series, point => point.Clicks == 1).Time[..10]);
            Assert.Equal(1, series.Sum(point => point.Clicks));
        }
    }

    [Theory]
    [InlineData("timezone=Mars/Olympus", "timezone")]
    [InlineData("interval=fortnight", "interval")]
    [InlineData("groupBy=colour", "groupBy")]
    [InlineData("from=2026-11-02&to=2026-11-01", "to")]
    [InlineData("bots=perhaps", "bots")]
    public async Task UnknownNames_Are422(string query, string field)
    {
        var link = await Api.CreateAsync(new { url = "https://example.com/stats" });

        (await Api.GetAsync($"{LinksApi.PathOf(link.Slug)}/stats?{query}")).ExpectInvalid(field);
    }

    [Fact]
    public async Task UnknownSlug_Is404() => (await Api.GetAsync("/links/no-such-slug/stats")).ExpectProblem(404);
}
