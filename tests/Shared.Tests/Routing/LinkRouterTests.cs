using OneLink.Shared.Clicks;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Shared.Tests.Routing;

/// <summary>Where a link leads: levels, variants, pages.</summary>
public sealed class LinkRouterTests
{
    private const string Play = "https://play.google.com/store/apps/details?id=com.acme";
    private const string ClickId = "01234567-89ab-cdef-8123-456789abcdef";

    /// <summary><c>rule.fallbackUrl ?? rule.url ?? variant.fallbackUrl ?? variant.url ?? platform.fallbackUrl ?? url</c>.</summary>
    [Theory]
    [InlineData("rf", "ru", "vf", "vu", "pf", "rf")]
    [InlineData(null, "ru", "vf", "vu", "pf", "ru")]
    [InlineData(null, null, "vf", "vu", "pf", "vf")]
    [InlineData(null, null, null, "vu", "pf", "vu")]
    [InlineData(null, null, null, null, "pf", "pf")]
    [InlineData(null, null, null, null, null, "link")]
    [InlineData("", null, "vf", "vu", "pf", "vu")]
    [InlineData("", null, "vf", null, "pf", "link")]
    [InlineData("", "ru", "vf", "vu", "pf", "ru")]
    [InlineData(null, null, "", null, "pf", "link")]
    public void Route_Web_ComesFromTheFirstLevelThatNamesIt(
        string? ruleFallback, string? ruleUrl, string? variantFallback, string? variantUrl, string? platformFallback, string expected)
    {
        var link = Router.Link(l =>
        {
            l.Rules.Add(new Rule { Name = "r", Then = Outcome(ruleUrl, ruleFallback, deepLink: null) });
            l.Variants.Add(new Variant { Name = "A", Weight = 1, Then = Outcome(variantUrl, variantFallback, deepLink: null) });
            if (platformFallback is not null)
            {
                l.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Desktop, FallbackUrl = $"https://{platformFallback}/" });
            }
        });
        Assert.Equal($"https://{expected}/", Router.Ask(link).Location);
    }

    [Theory]
    [InlineData("r:", "v:", "p:", "r:")]
    [InlineData(null, "v:", "p:", "v:")]
    [InlineData(null, null, "p:", "p:")]
    [InlineData(null, null, null, "l:")]
    [InlineData("", "v:", "p:", null)]
    [InlineData(null, "", "p:", null)]
    [InlineData(null, null, "", null)]
    public void Route_DeepLink_ComesFromTheFirstLevelThatNamesIt(string? rule, string? variant, string? platform, string? expected)
    {
        var link = Router.Link(l =>
        {
            l.DeepLinkPath = "l:";
            l.Rules.Add(new Rule { Name = "r", Then = Outcome(null, null, rule) });
            l.Variants.Add(new Variant { Name = "A", Weight = 1, Then = Outcome(null, null, variant) });
            if (platform is not null)
            {
                l.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Ios, DeepLinkPath = platform });
            }
        });
        var answer = Router.Ask(link, Router.IPhone);
        Assert.Equal(expected ?? "", answer.DeepLink);
        Assert.Equal(expected is null ? RedirectPage.None : RedirectPage.DeepLink, answer.Page);
        Assert.Equal("", Router.Ask(link).DeepLink);
    }

    [Fact]
    public void Route_Variants_AreDrawnByWeight()
    {
        var link = Router.Link(l =>
        {
            l.Variants.Add(new Variant { Name = "A", Weight = 1, Then = new Outcome { Url = "https://a/" } });
            l.Variants.Add(new Variant { Name = "B", Weight = 3, Then = new Outcome { Url = "https://b/" } });
        });
        const int Visitors = 2_000;
        var a = Enumerable.Range(0, Visitors).Count(i => Router.Ask(link, address: $"10.0.{i / 256}.{i % 256}").Variant == "A");
        Assert.InRange(a, Visitors * 21 / 100, Visitors * 29 / 100);
    }

    [Fact]
    public void Route_Variant_StaysWithTheVisitorAndDiffersFromLinkToLink()
    {
        var link = Halves();
        var first = Enumerable.Range(0, 200).Select(i => Router.Ask(link, address: $"10.0.0.{i}", time: 1_700_000_000_000).Variant).ToList();
        var muchLater = Enumerable.Range(0, 200).Select(i => Router.Ask(link, address: $"10.0.0.{i}", time: 1_900_000_000_000).Variant).ToList();
        var other = Enumerable.Range(0, 200).Select(i => Router.Ask(link, address: $"10.0.0.{i}", linkId: 8).Variant).ToList();
        Assert.Equal(first, muchLater);
        Assert.InRange(first.Zip(other).Count(pair => pair.First == pair.Second), 60, 140);
    }

    [Theory]
    [InlineData(999, "")]
    [InlineData(1000, "A")]
    [InlineData(1999, "A")]
    [InlineData(2000, "")]
    public void Route_OutsideTheVariantsTime_IsTheLinkWithoutThem(long time, string expected)
    {
        var link = Router.Link(l =>
        {
            l.Variants.Add(new Variant { Name = "A", Weight = 1, Then = new Outcome { Url = "https://a/" } });
            l.VariantsFromMs = 1000;
            l.VariantsUntilMs = 2000;
        });
        var answer = Router.Ask(link, time: time);
        Assert.Equal(expected, answer.Variant);
        Assert.Equal(expected.Length > 0 ? "https://a/" : "https://link/", answer.Location);
    }

    [Fact]
    public void Route_RuleWithVariants_UsesThemInsteadOfTheLinks()
    {
        var link = Halves();
        var rule = Router.Rule(new Condition { Countries = { "DE" } });
        rule.Variants.Add(new Variant { Name = "only", Weight = 5, Then = new Outcome { DeepLinkPath = "v:" } });
        link.Rules.Add(rule);
        var answer = Router.Ask(link, Router.IPhone, country: "DE");
        Assert.Equal(("r", "only", "https://rule/", "v:"), (answer.Rule, answer.Variant, answer.Location, answer.DeepLink));
        Assert.Contains(Router.Ask(link).Variant, new[] { "A", "B" });
    }

    [Fact]
    public void Route_PermanentStatusThatDependsOnTheVisitor_IsNotStored()
    {
        Assert.Equal(CachePolicy.Brief, Router.Ask(Router.Link(l => l.RedirectStatus = 301)).Cache);
        var ruled = Halves();
        ruled.RedirectStatus = 301;
        Assert.Equal((301, CachePolicy.NoStore), (Router.Ask(ruled).Status, Router.Ask(ruled).Cache));
    }

    [Fact]
    public void Route_PlayStoreFallback_CarriesTheClicksId()
    {
        var link = Router.Link(l =>
        {
            l.DeepLinkPath = "acme://x";
            l.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Android, FallbackUrl = Play });
        });
        var answer = Router.Ask(link, Router.Android);
        Assert.Equal($"{Play}&referrer=onelink_click%3D{ClickId}", answer.Location);
        Assert.Contains(Uri.EscapeDataString(answer.Location), answer.DeepLink, StringComparison.Ordinal);

        link.Platforms[0].FallbackUrl = Play + "&referrer=utm_source%3Dmail&hl=de";
        Assert.Equal($"{Play}&referrer=utm_source%3Dmail%26onelink_click%3D{ClickId}&hl=de", Router.Ask(link, Router.Android).Location);
    }

    [Fact]
    public void Route_FirefoxForAndroid_GetsThePlainUri()
        => Assert.Equal("acme://x", Router.Ask(Router.Link(l => l.DeepLinkPath = "acme://x"), Router.Firefox).DeepLink);

    [Fact]
    public void Route_PreviewOfALinkWithABrand_IsACard()
    {
        var answer = Router.Ask(Router.Link(l => l.Brand = new Brand { Title = "T" }), Router.Previewer);
        Assert.Equal((200, RedirectPage.Card, DestinationKind.Card, "https://go.example/a"), (answer.Status, answer.Page, answer.Destination, answer.PageUrl));
        Assert.Equal(302, Router.Ask(Router.Link(l => l.Brand = new Brand { Color = "#ff0000" }), Router.Previewer).Status);
        Assert.Equal(302, Router.Ask(Router.Link(l => l.Brand = new Brand { Title = "T" }), "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)").Status);
        Assert.Equal(302, Router.Ask(Router.Link(l => l.Brand = new Brand { Title = "T" })).Status);
    }

    [Fact]
    public void Route_SafariOnAMac_IsAskedWhetherItIsAnIPad()
    {
        var link = Router.Link(l =>
        {
            l.ProbeIpad = true;
            l.DeepLinkPath = "acme://x";
            l.Platforms.Add(new PlatformTarget { Platform = TargetPlatform.Ios, FallbackUrl = "https://store/" });
        });
        var answer = Router.Ask(link, Router.MacSafari, "a=1");
        Assert.Equal(
            (200, RedirectPage.TabletProbe, "acme://x", "https://link/?a=1", "https://store/?a=1"),
            (answer.Status, answer.Page, answer.DeepLink, answer.Location, answer.TabletLocation));
        link.ProbeIpad = false;
        Assert.Equal((302, "https://link/"), (Router.Ask(link, Router.MacSafari).Status, Router.Ask(link, Router.MacSafari).Location));
    }

    [Fact]
    public void Route_Inspection_ShowsTheDestinationAndDoesNotGoThere()
    {
        var answer = Router.Ask(Router.Link(l => l.DeepLinkPath = "acme://x"), Router.IPhone, inspect: true);
        Assert.Equal((200, RedirectPage.Inspection, "https://link/", "acme://x"), (answer.Status, answer.Page, answer.Location, answer.DeepLink));
    }

    [Theory]
    [InlineData(PasswordProof.None, 200, RedirectPage.Password)]
    [InlineData(PasswordProof.Unchecked, 200, RedirectPage.PasswordCheck)]
    [InlineData(PasswordProof.Wrong, 401, RedirectPage.PasswordWrong)]
    [InlineData(PasswordProof.Refused, 429, RedirectPage.PasswordRefused)]
    [InlineData(PasswordProof.Right, 302, RedirectPage.None)]
    public void Admits_LinkWithAPassword_LetsOnlyTheRightOneThrough(PasswordProof proof, int status, RedirectPage page)
    {
        var link = Router.Link(l => l.Password = new PasswordHash
        {
            Salt = Google.Protobuf.ByteString.CopyFrom(1, 2),
            Hash = Google.Protobuf.ByteString.CopyFrom(3, 4),
            Iterations = 5,
        });
        foreach (var userAgent in new[] { Router.Desktop, Router.Previewer })
        {
            var answer = Router.Ask(link, userAgent, password: proof, inspect: false);
            Assert.Equal((status, page), (answer.Status, answer.Page));
            Assert.Equal(proof == PasswordProof.Right ? "https://link/" : "", answer.Location);
        }

        Assert.Equal("", Router.Ask(link, inspect: true).Location);
    }

    [Fact]
    public void Admits_FormOfALinkThatKeepsTheMethod_IsNotSentOn()
    {
        var link = Router.Link(l =>
        {
            l.RedirectStatus = 308;
            l.Password = new PasswordHash { Salt = Google.Protobuf.ByteString.CopyFrom(1), Hash = Google.Protobuf.ByteString.CopyFrom(3), Iterations = 5 };
        });
        Assert.Equal(302, Router.Ask(link, password: PasswordProof.Right, method: RequestMethod.Other).Status);
        Assert.Equal(308, Router.Ask(link, password: PasswordProof.Right).Status);
    }

    [Fact]
    public void Route_RulesAndVariants_AllocateNothing()
    {
        var document = Halves();
        document.DeepLinkPath = "acme://x";
        document.Rules.Add(Router.Rule(new Condition { Countries = { "FR" }, Languages = { "en" }, Addresses = { "10.0.0.0/8" }, Query = { new QueryCondition { Name = "a", Value = "b" } } }));
        var bytes = new LinkCompiler().Compile(7, document, 1).ToArray();
        var buffers = new RouteBuffers();
        Allocations.AssertNoneWhenWarm(() =>
        {
            var visit = new LinkVisit
            {
                Device = new Shared.Devices.DeviceInfo(Shared.Devices.Platform.Android, default, default, default, default, 0, 0),
                UserAgent = "x"u8,
                Query = "a=b&c=d"u8,
                AcceptLanguage = "de, en"u8,
                RemoteAddress = [10, 0, 0, 1],
                Host = "go.example"u8,
                Path = "a"u8,
                Place = new VisitorPlace(VisitorPlace.CountryNumber("FR"u8), default),
                UnixTimeMs = 1_700_000_000_000,
            };
            var link = new CompiledLink(bytes);
            _ = LinkRouter.Admits(link, default, visit, out _);
            _ = LinkRouter.Route(link, visit, buffers);
        });
    }

    private static LinkDocument Halves() => Router.Link(l =>
    {
        l.Variants.Add(new Variant { Name = "A", Weight = 50, Then = new Outcome { Url = "https://a/" } });
        l.Variants.Add(new Variant { Name = "B", Weight = 50, Then = new Outcome { Url = "https://b/" } });
    });

    private static Outcome Outcome(string? url, string? fallback, string? deepLink)
    {
        var outcome = new Outcome();
        if (url is not null)
        {
            outcome.Url = $"https://{url}/";
        }

        if (fallback is not null)
        {
            outcome.FallbackUrl = fallback.Length == 0 ? "" : $"https://{fallback}/";
        }

        if (deepLink is not null)
        {
            outcome.DeepLinkPath = deepLink;
        }

        return outcome;
    }
}
