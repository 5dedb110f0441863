using System.Buffers;
using System.Text;
using OneLink.Edge.Redirects;
using OneLink.Shared.Devices;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Edge.Tests.Pages;

/// <summary>Each cell of the matrix of docs/deep-links.md, to the byte: what the page attempts, waits for and offers.</summary>
public sealed class DeepLinkMatrixTests
{
    private const string Ios = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ";
    private const string Droid = "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/125.0.0.0 Mobile Safari/537.36 ";

    private const string Intent =
        "<a class=\"p\" id=\"app\" href=\"intent://open/1#Intent;scheme=acme;package=com.acme.app;S.browser_fallback_url=https%3A%2F%2Fandroid.example%2F;end\">Open the app</a>";

    private const string Scheme = "<a class=\"p\" id=\"app\" href=\"acme://open/1\">Open the app</a>";
    private const string ChromeOut = "<a id=\"out\" href=\"intent://go.example/a#Intent;scheme=https;S.browser_fallback_url=https%3A%2F%2Fandroid.example%2F;end\">Open in the browser</a>";
    private const string SafariOut = "<a id=\"out\" href=\"x-safari-https://go.example/a\">Open in the browser</a>";
    private const string Hint = "<p>If nothing happens, open this page in your browser from the menu (⋯).</p>";

    /// <summary>User agent; whether the page attempts at once; through an intent; offers a way out.</summary>
    public static TheoryData<string, string, bool, bool, bool> Cells() => new()
    {
        { "Facebook iOS", Ios + "Mobile/15E148 [FBAN/FBIOS;FBAV/460.0.0.31.103;FBDV/iPhone14,2;FBSV/17.5]", true, false, true },
        { "Facebook Android", Droid + "[FB_IAB/FB4A;FBAV/460.0.0.0.1;]", true, true, true },
        { "Instagram iOS", Ios + "Mobile/15E148 Instagram 330.0.3.29.90 (iPhone14,2; iOS 17_5)", true, false, true },
        { "Instagram Android", Droid + "Instagram 330.0.0.0.1 Android", true, true, true },
        { "TikTok iOS", Ios + "Mobile/15E148 musical_ly_34.1.0 JsSdk/2.0 BytedanceWebview/d8a21c6", true, false, true },
        { "TikTok Android", Droid + "trill_340103 JsSdk/1.0 BytedanceWebview/d8a21c6", true, true, true },
        { "LinkedIn iOS", Ios + "Mobile/15E148 [LinkedInApp]/9.29.1", true, false, true },
        { "LinkedIn Android", Droid + "[LinkedInApp]/4.1.900", true, true, true },
        { "Snapchat iOS", Ios + "Mobile/15E148 Snapchat/12.80.0.40 (iPhone14,2; iOS 17.5)", true, false, true },
        { "Snapchat Android", Droid.TrimEnd() + "Snapchat12.80.0.40", true, true, true },
        { "X iOS", Ios + "Mobile/15E148 Twitter for iPhone/10.40", true, false, true },
        { "X Android", Droid + "TwitterAndroid", true, true, true },
        { "LINE iOS", Ios + "Mobile/15E148 Safari Line/14.5.0", true, false, true },
        { "LINE Android", Droid + "Line/14.5.0/IAB", true, true, true },
        { "WeChat iOS", Ios + "Mobile/15E148 MicroMessenger/8.0.49 NetType/WIFI Language/en", false, false, true },
        { "WeChat Android", Droid + "MicroMessenger/8.0.49 NetType/WIFI", false, true, true },
        { "Pinterest iOS", Ios + "Mobile/15E148 [Pinterest/iOS]", true, false, true },
        { "Pinterest Android", Droid + "[Pinterest/Android]", true, true, true },
        { "Google app iOS", Ios + "GSA/320.0.640365656 Mobile/15E148 Safari/604.1", true, false, true },
        { "Google app Android", Droid + "GSA/15.20.36.29.arm64", true, true, true },
        { "Telegram iOS (plain Safari)", Ios + "Version/17.5 Mobile/15E148 Safari/604.1", true, false, false },
        { "Telegram Android (plain Chrome)", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", true, true, false },
        { "Chrome iOS", Ios + "CriOS/140.0.7339.39 Mobile/15E148 Safari/604.1", true, false, false },
        { "Samsung Android", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36", true, true, false },
        { "Firefox iOS", Ios + "FxiOS/140.0 Mobile/15E148 Safari/605.1.15", true, false, false },
        { "Firefox Android", "Mozilla/5.0 (Android 15; Mobile; rv:146.0) Gecko/146.0 Firefox/146.0", true, false, false },
        { "Safari iOS", Ios + "Version/17.5 Mobile/15E148 Safari/604.1", true, false, false },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Page_OfEachCell_IsAsDocumented(string cell, string userAgent, bool attempts, bool isIntent, bool leadsOut)
    {
        var isAndroid = userAgent.Contains("Android", StringComparison.Ordinal);
        var page = PageOf(userAgent);
        var wait = !attempts ? "<div>" : isAndroid ? "<div data-wait=\"1500\">" : "<div data-wait=\"2500\">";
        var expected = wait + "<h1>Acme</h1>" + (attempts ? "" : Hint) + (isIntent ? Intent : Scheme) + (!leadsOut ? "" : isAndroid ? ChromeOut : SafariOut)
            + $"<a id=\"web\" href=\"https://{(isAndroid ? "android" : "ios")}.example/\">Continue without the app</a></div>";

        Assert.True(page.Contains(expected, StringComparison.Ordinal), $"{cell}: {page}");
        Assert.True(Encoding.UTF8.GetByteCount(page) < 6 * 1024, $"{cell}: {page.Length}");
    }

    [Fact]
    public void Page_InEveryLanguage_SpeaksIt()
    {
        var pages = Enum.GetValues<PageLanguage>().Select(language => PageOf(Ios + "Version/17.5 Mobile/15E148 Safari/604.1", Encoding.ASCII.GetString(language.Tag()))).ToList();
        Assert.Equal(pages.Count, pages.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("lang=\"de\"", pages[(int)PageLanguage.German], StringComparison.Ordinal);
        Assert.Contains("App öffnen", pages[(int)PageLanguage.German], StringComparison.Ordinal);
        Assert.Contains("dir=\"rtl\"", pages[(int)PageLanguage.Arabic], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("de-AT,en;q=0.5", "de")]
    [InlineData("xx, FR;q=0.4", "fr")]
    [InlineData("zh-Hant-TW", "zh")]
    [InlineData("*", "en")]
    [InlineData("", "en")]
    [InlineData("dexter", "en")]
    public void Choose_AcceptLanguage_IsTheFirstThatPagesSpeak(string header, string expected)
        => Assert.Equal(expected, Encoding.ASCII.GetString(PageLanguages.Choose(Encoding.ASCII.GetBytes(header)).Tag()));

    private static string PageOf(string userAgent, string language = "")
    {
        var document = new LinkDocument
        {
            Url = "https://link.example/",
            RedirectStatus = 302,
            Enabled = true,
            DeepLinkPath = "acme://open/1",
            Brand = new Brand { Name = "Acme" },
            Platforms =
            {
                new PlatformTarget { Platform = TargetPlatform.Ios, FallbackUrl = "https://ios.example/" },
                new PlatformTarget { Platform = TargetPlatform.Android, FallbackUrl = "https://android.example/", Package = "com.acme.app" },
            },
        };
        var link = new CompiledLink(new LinkCompiler().Compile(1, document, 1));
        byte[] agent = Encoding.UTF8.GetBytes(userAgent);
        var visit = new LinkVisit
        {
            Device = DeviceClassifier.Classify(agent, default),
            UserAgent = agent,
            Host = "go.example"u8,
            Path = "a"u8,
            UnixTimeMs = 1_700_000_000_000,
        };
        Assert.Equal(BotKind.None, visit.Device.Bot);
        RedirectDecision decision = LinkRouter.Route(link, visit, new RouteBuffers());
        decision.Language = PageLanguages.Choose(Encoding.ASCII.GetBytes(language));
        var body = new ArrayBufferWriter<byte>();
        HttpAnswer.WriteBody(decision, "bm9uY2U="u8, body);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}
