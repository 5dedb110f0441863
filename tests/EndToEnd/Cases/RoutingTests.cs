using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>Rules, variants, limits and passwords, from the API to the tap and the stats.</summary>
public abstract class RoutingTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string Default = "https://example.com/default";
    private const string Ruled = "https://example.com/ruled";

    private static readonly TimeSpan Limit = Eventually.Patience;

    [Theory]
    [InlineData("en-UK", true)]
    [InlineData("es, en-US, fr", true)]
    [InlineData("fr-FR, es;q=0.9, en;q=0.9", true)]
    [InlineData("fr-FR, es;q=0.9, en;q=0.5", false)]
    [InlineData("*", false)]
    [InlineData(null, false)]
    public async Task Case49_LanguageRule_FollowsWhatTheVisitorAsksFor(string? header, bool holds)
    {
        var link = await PublishRuleAsync(new { language = new[] { "en" } });

        (await Installation.VisitAsync(Of(link) with { AcceptLanguage = header })).ExpectRedirect(holds ? Ruled : Default);
    }

    [Fact]
    public async Task Case51_QueryRule_ComparesNamesAndValues()
    {
        var equal = await PublishRuleAsync(new { query = new { foo = "bar" } });
        var present = await PublishRuleAsync(new { query = new { foo = true } });
        var bare = await PublishRuleAsync(new { query = new { foo = "" } });

        await ExpectAsync(equal, "?foo=bar", Ruled);
        await ExpectAsync(equal, "?foo=baz", Default);
        await ExpectAsync(equal, "", Default);
        await ExpectAsync(present, "?foo=baz", Ruled);
        await ExpectAsync(present, "?foo", Ruled);
        await ExpectAsync(present, "?x=foo", Default);
        await ExpectAsync(bare, "?foo", Ruled);
        await ExpectAsync(bare, "?foo=", Ruled);
        await ExpectAsync(bare, "?foo=1", Default);
    }

    [Theory]
    [InlineData("192.168.1.7", "192.168.1.7", "192.168.1.8")]
    [InlineData("192.168.1.0/24", "192.168.1.200", "192.168.2.1")]
    [InlineData("11.22.*.*", "11.22.3.4", "11.23.3.4")]
    [InlineData("1.2.*.4", "1.2.9.4", "1.2.9.5")]
    [InlineData("2001:db8::/32", "2001:db8:5::1", "2001:db9::1")]
    public async Task Case52_IpRule_KnowsAddressesRangesAndOctets(string pattern, string inside, string outside)
    {
        var link = await PublishRuleAsync(new { ip = new[] { pattern } });

        (await Installation.VisitAsync(Of(link) with { ForwardedFor = inside })).ExpectRedirect(Ruled);
        (await Installation.VisitAsync(Of(link) with { ForwardedFor = outside })).ExpectRedirect(Default);
    }

    [Fact]
    public async Task Case54_TimeRules_HoldOnEachSideOfTheirInstant()
    {
        (await Installation.VisitAsync(Of(await PublishRuleAsync(new { before = "2099-01-01T00:00:00Z" })))).ExpectRedirect(Ruled);
        (await Installation.VisitAsync(Of(await PublishRuleAsync(new { before = "2020-01-01T00:00:00Z" })))).ExpectRedirect(Default);
        (await Installation.VisitAsync(Of(await PublishRuleAsync(new { after = "2020-01-01T00:00:00Z" })))).ExpectRedirect(Ruled);
        (await Installation.VisitAsync(Of(await PublishRuleAsync(new { after = "2099-01-01T00:00:00Z" })))).ExpectRedirect(Default);
    }

    [Fact]
    public async Task Case57_InvalidRule_IsRefusedAndTheOldOnesStay()
    {
        var link = await PublishRuleAsync(new { platform = new[] { "windows" } });

        (await Api.PatchAsync("/links/" + link.Slug, new { rules = new[] { new { when = new { device = new[] { "x" } }, then = new { url = Ruled } } } }))
            .ExpectInvalid("rules[0].when.device");

        (await Installation.VisitAsync(Of(link))).ExpectRedirect(Ruled);
    }

    [Fact]
    public async Task Case59And64_Variants_SplitVisitorsEvenlyAndAreCounted()
    {
        const int Visitors = 2_000;
        var link = await Installation.PublishAsync(new
        {
            url = Default,
            variants = new[] { new { name = "A", weight = 50, url = "https://example.com/a" }, new { name = "B", weight = 50, url = "https://example.com/b" } },
        });

        var visits = Enumerable.Range(0, Visitors).Select(i => Of(link) with { ForwardedFor = $"93.184.{i / 256}.{i % 256}" }).ToList();
        await Crowd.VisitAsync(Installation.Edge.EndPoint, visits);
        await Eventually.EqualAsync(Visitors, () => Api.ClicksAsync(link.Slug), Limit);

        var counts = (await Api.StatsAsync(link.Slug, "groupBy=variant")).Clicks("variant");
        Assert.Equal(["A", "B"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(counts["A"], Visitors * 46 / 100, Visitors * 54 / 100);
    }

    [Fact]
    public async Task Variant_OfOneVisitor_IsAlwaysTheSame()
    {
        var link = await Installation.PublishAsync(new
        {
            url = Default,
            variants = new[] { new { name = "A", weight = 50, url = "https://example.com/a" }, new { name = "B", weight = 50, url = "https://example.com/b" } },
        });
        var visit = Of(link) with { ForwardedFor = "93.184.216.34" };
        var first = (await Installation.VisitAsync(visit)).Location!;
        for (var i = 0; i < 20; i++)
        {
            (await Installation.VisitAsync(visit)).ExpectRedirect(first);
        }
    }

    /// <summary>No cookie names a variant here: a visitor whose variant is gone is among those of the ones that are left.</summary>
    [Fact]
    public async Task Case61_VariantThatIsRemoved_LeavesItsVisitorsToTheOthers()
    {
        object A = new { name = "A", weight = 1, url = "https://example.com/a" }, B = new { name = "B", weight = 1, url = "https://example.com/b" };
        var link = await Installation.PublishAsync(new { url = Default, variants = new[] { A, B, new { name = "C", weight = 1, url = "https://example.com/c" } } });
        var inC = new List<Visit>();
        for (var i = 0; inC.Count < 5; i++)
        {
            var visit = Of(link) with { ForwardedFor = $"93.186.0.{i}" };
            if ((await Installation.VisitAsync(visit)).Location == "https://example.com/c")
            {
                inC.Add(visit);
            }
        }

        await Api.ChangeAsync(link.Slug, new { variants = new[] { A, B } });
        foreach (var visit in inC)
        {
            await Eventually.TrueAsync(
                async () => (await Installation.VisitAsync(visit)).Location is "https://example.com/a" or "https://example.com/b", Limit, "another variant is served");
        }
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z", "2099-01-01T00:00:00Z", true)]
    [InlineData("2099-01-01T00:00:00Z", null, false)]
    [InlineData(null, "2020-01-01T00:00:00Z", false)]
    public async Task Case62_VariantsOutsideTheirDates_LeaveTheLinkAsItIs(string? from, string? until, bool apply)
    {
        object[] both = [new { name = "A", weight = 1, url = "https://example.com/a" }, new { name = "B", weight = 1, url = "https://example.com/a" }];
        var link = await Installation.PublishAsync(new { url = Default, variants = both, variantsFrom = from, variantsUntil = until });

        (await Installation.VisitAsync(Of(link))).ExpectRedirect(apply ? "https://example.com/a" : Default);
    }

    [Fact]
    public async Task Case64_Variant_ChangesFallbackAndDeepLinkTogether()
    {
        object[] both =
        [
            new { name = "A", weight = 1, fallbackUrl = "https://example.com/fallback-A", deepLinkPath = "acme://A" },
            new { name = "B", weight = 1, fallbackUrl = "https://example.com/fallback-B", deepLinkPath = "acme://B" },
        ];
        var link = await Installation.PublishAsync(new { url = Default, deepLinkPath = "acme://none", variants = both });
        var seen = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            var page = (await Installation.VisitAsync(Of(link) with { UserAgent = UserAgents.IPhone, ForwardedFor = $"93.187.0.{i}" })).Body;
            var name = page.Contains("href=\"acme://A\"", StringComparison.Ordinal) ? "A" : "B";
            Assert.Contains($"href=\"acme://{name}\"", page, StringComparison.Ordinal);
            Assert.Contains($"href=\"https://example.com/fallback-{name}\"", page, StringComparison.Ordinal);
            seen.Add(name);
        }

        Assert.Equal(["A", "B"], seen.Order(StringComparer.Ordinal));
        await Eventually.EqualAsync(40, () => Api.ClicksAsync(link.Slug), Limit);
        Assert.Equal(40, (await Api.StatsAsync(link.Slug, "groupBy=variant")).Clicks("variant").Where(pair => pair.Key is "A" or "B").Sum(pair => pair.Value));
    }

    [Fact]
    public async Task Case82_DisabledLink_IsNotFoundNotIndexedAndNotCounted()
    {
        var link = await Installation.PublishAsync(new { url = Default, indexable = true });
        await Api.ChangeAsync(link.Slug, new { enabled = false });
        await Installation.UntilStatusAsync(link.Slug, status => status == 404, "is off");

        var answer = await Installation.VisitAsync(Of(link));

        Assert.Equal(404, answer.Status);
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
        Assert.Null(answer.Location);
        await Api.ChangeAsync(link.Slug, new { enabled = true });
        await Installation.UntilServedAsync(link.Slug);
        (await Installation.VisitAsync(Of(link))).ExpectRedirect(Default);
        await Eventually.EqualAsync(1, () => Api.ClicksAsync(link.Slug), Limit);
    }

    [Fact]
    public async Task Rule_ThatDecided_IsInTheStats()
    {
        var link = await PublishRuleAsync(new { platform = new[] { "windows" } });
        await Crowd.VisitAsync(Installation.Edge.EndPoint, [Of(link), Of(link), Of(link) with { UserAgent = UserAgents.Mac }]);
        await Eventually.EqualAsync(3, () => Api.ClicksAsync(link.Slug), Limit);

        Assert.Equal(
            new Dictionary<string, long> { ["the rule"] = 2, ["unknown"] = 1 }, (await Api.StatsAsync(link.Slug, "groupBy=rule")).Clicks("rule"));
    }

    [Fact]
    public async Task Case79_ClickLimit_LetsThatManyPeopleThrough()
    {
        var link = await Installation.PublishAsync(new { url = Default, maxClicks = 10 });
        foreach (var bot in UserAgents.Bots)
        {
            (await Installation.VisitAsync(Of(link) with { UserAgent = bot })).ExpectRedirect(Default);
        }

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(302, (await Installation.VisitAsync(Of(link) with { Method = "HEAD" })).Status);
            (await Installation.VisitAsync(Of(link))).ExpectRedirect(Default);
        }

        Assert.Equal(410, (await Installation.VisitAsync(Of(link))).Status);
        await Api.ChangeAsync(link.Slug, new { expiredUrl = "https://example.com/over" });
        await Eventually.TrueAsync(async () => (await Installation.VisitAsync(Of(link))).Location == "https://example.com/over", Limit, "the expired URL is served");
    }

    [Fact]
    public async Task Case81_Password_IsAskedForAndNeverForwarded()
    {
        var link = await Installation.PublishAsync(new { url = Default, password = "open sesame" });
        var form = await Installation.VisitAsync(Of(link));
        Assert.Equal(200, form.Status);
        Assert.Contains("<form method=\"post\">", form.Body, StringComparison.Ordinal);
        Assert.Null(form.Location);

        Assert.Equal(401, (await Installation.VisitAsync(Of(link) with { Password = "wrong" })).Status);
        (await Installation.VisitAsync(Of(link) with { Password = "open sesame" })).ExpectRedirect(Default);
        var wrong = await Installation.VisitAsync(Of(link) with { Method = "POST", Form = "password=wrong" });
        Assert.Equal(401, wrong.Status);
        Assert.Contains("<form method=\"post\">", wrong.Body, StringComparison.Ordinal);
        (await Installation.VisitAsync(Of(link) with { Method = "POST", Form = "password=open+sesame" })).ExpectRedirect(Default);

        var guesses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            guesses.Add((await Installation.VisitAsync(Of(link) with { Password = $"guess{i}", ForwardedFor = "93.184.1.1" })).Status);
        }

        Assert.Equal(429, guesses[^1]);
        await Eventually.EqualAsync(2, () => Api.ClicksAsync(link.Slug), Limit);
    }

    [Fact]
    public async Task Preview_OfALinkWithABrand_IsItsCard()
    {
        var link = await Installation.PublishAsync(new { url = Default, brand = new { title = "A & B", description = "<D>", imageUrl = "https://example.com/i.png" } });
        var card = await Installation.VisitAsync(Of(link) with { UserAgent = "Twitterbot/1.0" });
        Assert.Equal(200, card.Status);
        Assert.Contains("<meta property=\"og:title\" content=\"A &amp; B\">", card.Body, StringComparison.Ordinal);
        Assert.Contains("<meta property=\"og:description\" content=\"&lt;D&gt;\">", card.Body, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"twitter:image\" content=\"https://example.com/i.png\">", card.Body, StringComparison.Ordinal);
        (await Installation.VisitAsync(Of(link) with { UserAgent = UserAgents.Googlebot })).ExpectRedirect(Default);
        (await Installation.VisitAsync(Of(link))).ExpectRedirect(Default);
        await Eventually.EqualAsync(new StatsTotals(1, 1, 2, 0), async () => (await Api.StatsAsync(link.Slug)).Totals, Limit);
    }

    [Fact]
    public async Task PlusBehindTheSlug_TellsWhereTheLinkGoesAndCountsNothing()
    {
        var link = await Installation.PublishAsync(new { url = Default });
        var page = await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug) + "+"));
        Assert.Equal(200, page.Status);
        Assert.Contains(Default, page.Body, StringComparison.Ordinal);
        Assert.Equal(404, (await Installation.VisitAsync(new Visit("/no-such-link+"))).Status);
        (await Installation.VisitAsync(Of(link))).ExpectRedirect(Default);
        await Eventually.EqualAsync(1, () => Api.ClicksAsync(link.Slug), Limit);
    }

    [Fact]
    public async Task Test_OfALink_SaysWhatTheEdgeDoes()
    {
        var link = await PublishRuleAsync(new { platform = new[] { "ios" }, language = new[] { "de" } });
        var told = (await Api.PostAsync($"/links/{link.Slug}/test", new { userAgent = UserAgents.IPhone, headers = new Dictionary<string, string> { ["Accept-Language"] = "de" } })).Expect(200).Json;
        var done = await Installation.VisitAsync(Of(link) with { UserAgent = UserAgents.IPhone, AcceptLanguage = "de" });

        Assert.Equal(done.Status, told.GetProperty("status").GetInt32());
        Assert.Equal(done.Location, told.GetProperty("location").GetString());
        Assert.Equal("the rule", told.GetProperty("rule").GetString());
    }

    private static Visit Of(Link link) => new(Slugs.PathOf(link.Slug));

    private async Task ExpectAsync(Link link, string query, string destination)
        => (await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug) + query))).ExpectRedirect(destination);

    private Task<Link> PublishRuleAsync(object when) => Installation.PublishAsync(new
    {
        url = Default,
        forwardQuery = false,
        rules = new[] { new { name = "the rule", when, then = new { url = Ruled } } },
    });

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : RoutingTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : RoutingTests(installation, output);
}
