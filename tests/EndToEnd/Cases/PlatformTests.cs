using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>Where each device goes, and how apps are opened.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class PlatformTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string AppLink = "instagram://user?username=nasa";
    private const string Web = "https://www.instagram.com/nasa/";
    private const string AppStore = "https://apps.apple.com/app/instagram/id389801252";
    private const string PlayStore = "https://play.google.com/store/apps/details?id=com.instagram.android";

    [Fact]
    public async Task Case46And47_DestinationsByPlatform_EachDeviceGetsItsOwn()
    {
        var link = await Installation.PublishAsync(new
        {
            url = "https://example.com/web",
            platforms = new
            {
                ios = new { fallbackUrl = "https://example.com/ios" },
                android = new { fallbackUrl = "https://example.com/android" },
            },
        });
        (string? UserAgent, string Destination)[] expected =
        [
            (UserAgents.IPhone, "https://example.com/ios"),
            (UserAgents.IPhoneChrome, "https://example.com/ios"),
            (UserAgents.Android, "https://example.com/android"),
            (UserAgents.AndroidFirefox, "https://example.com/android"),
            (UserAgents.Windows, "https://example.com/web"),
            (UserAgents.Mac, "https://example.com/web"),
            (UserAgents.Linux, "https://example.com/web"),
            ("something nobody knows", "https://example.com/web"),
            ("", "https://example.com/web"),
            (null, "https://example.com/web"),
        ];

        foreach (var (userAgent, destination) in expected)
        {
            (await VisitAsync(link, userAgent)).ExpectRedirect(destination);
        }
    }

    [Fact]
    public async Task Case46_DesktopDestination_IsForDesktopsAndNotForTheUnknown()
    {
        var link = await Installation.PublishAsync(new
        {
            url = "https://example.com/web",
            platforms = new { desktop = new { fallbackUrl = "https://example.com/desktop" }, macos = new { fallbackUrl = "https://example.com/mac" } },
        });

        (await VisitAsync(link, UserAgents.Windows)).ExpectRedirect("https://example.com/desktop");
        (await VisitAsync(link, UserAgents.Linux)).ExpectRedirect("https://example.com/desktop");
        (await VisitAsync(link, UserAgents.Mac)).ExpectRedirect("https://example.com/mac");
        (await VisitAsync(link, UserAgents.IPhone)).ExpectRedirect("https://example.com/web");
        (await VisitAsync(link, null)).ExpectRedirect("https://example.com/web");
    }

    [Theory]
    [InlineData(UserAgents.Windows)]
    [InlineData(UserAgents.Mac)]
    [InlineData(UserAgents.Linux)]
    [InlineData(UserAgents.Googlebot)]
    public async Task Case66_DeepLinkWhereNoAppOpens_IsAPlainRedirectToTheWeb(string userAgent)
    {
        var link = await PublishAppLinkAsync();

        (await VisitAsync(link, userAgent)).ExpectRedirect(Web);
    }

    [Fact]
    public async Task Case67_AndroidChrome_GetsAPageWithTheIntent()
    {
        var link = await PublishAppLinkAsync();

        var page = Page(await VisitAsync(link, UserAgents.Android));

        Assert.Contains(
            "intent://user?username=nasa#Intent;scheme=instagram;package=com.instagram.android;S.browser_fallback_url="
            + Uri.EscapeDataString(PlayStore + "&referrer=onelink_click%3D"),
            page,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UserAgents.IPhone, AppStore)]
    [InlineData(UserAgents.IPhoneInstagram, AppStore)]
    [InlineData(UserAgents.AndroidFirefox, PlayStore)]
    public async Task Case71And72_OtherBrowsersOfPhones_GetAPageWithTheAppsSchemeTheFallbackAndATimer(string userAgent, string fallback)
    {
        var link = await PublishAppLinkAsync();

        var page = Page(await VisitAsync(link, userAgent));

        Assert.Contains($"href=\"{AppLink}\"", page, StringComparison.Ordinal);
        // Google Play is told the click besides.
        Assert.Contains($"href=\"{fallback}", page, StringComparison.Ordinal);
        Assert.Contains("setTimeout", page, StringComparison.Ordinal);
        Assert.DoesNotContain("intent:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case69_DeepLinkThatLooksLikeMarkup_CannotLeaveItsPlace()
    {
        const string hostile = "app://x?a=%22&b=';end#</script><script>alert(1)</script>";
        var answer = await Api.PostAsync("/links", new { url = "https://example.com/", deepLinkPath = hostile });
        if (answer.Status == 422)
        {
            answer.ExpectInvalid("deepLinkPath");
            return;
        }

        var slug = answer.Expect(201).Json.GetProperty("slug").GetString()!;
        await Installation.UntilServedAsync(slug);
        foreach (var userAgent in new[] { UserAgents.IPhone, UserAgents.Android })
        {
            var page = Page(await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { UserAgent = userAgent }));
            Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
            Assert.DoesNotContain("';end#", page, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "referrer=onelink_click%3D")]
    [InlineData("&referrer=utm_source%3Dmail%26utm_campaign%3Dx", "referrer=utm_source%3Dmail%26utm_campaign%3Dx%26onelink_click%3D")]
    [InlineData("&referrer=&hl=de", "referrer=onelink_click%3D")]
    public async Task Case74_PlayStore_IsToldTheClickBehindWhatItsReferrerHolds(string parameters, string expected)
    {
        var link = await Installation.PublishAsync(new { url = Web, deepLinkPath = AppLink, platforms = new { android = new { fallbackUrl = PlayStore + parameters } } });

        var page = Page(await VisitAsync(link, UserAgents.AndroidFirefox));

        Assert.Matches(System.Text.RegularExpressions.Regex.Escape(expected) + "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", page);
    }

    [Fact]
    public async Task Skip_OnAPhone_GoesStraightToTheFallback()
    {
        var link = await PublishAppLinkAsync();

        (await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug) + "?skip=1") { UserAgent = UserAgents.IPhone })).ExpectRedirect(AppStore);
    }

    [Fact]
    public async Task DeepLinkNullForAPlatform_IsSwitchedOffThere()
    {
        var link = await Installation.PublishAsync(new
        {
            url = Web,
            deepLinkPath = AppLink,
            platforms = new { ios = new Dictionary<string, string?> { ["deepLinkPath"] = null } },
        });

        (await VisitAsync(link, UserAgents.IPhone)).ExpectRedirect(Web);
        Page(await VisitAsync(link, UserAgents.Android));
    }

    private Task<Link> PublishAppLinkAsync() => Installation.PublishAsync(new
    {
        url = Web,
        deepLinkPath = AppLink,
        platforms = new { ios = new { fallbackUrl = AppStore }, android = new { package = "com.instagram.android", fallbackUrl = PlayStore } },
    });

    private Task<VisitAnswer> VisitAsync(Link link, string? userAgent)
        => Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug)) { UserAgent = userAgent });

    /// <summary>The page's text with its character references resolved, as a browser reads its attributes.</summary>
    private static string Page(VisitAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("text/html", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        return answer.Body.Replace("&amp;", "&", StringComparison.Ordinal);
    }
}
