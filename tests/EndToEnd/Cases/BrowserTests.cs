using System.Diagnostics;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>What OneLink's own pages do in a browser: Chromium, as a phone or tablet.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class BrowserTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output), IAsyncLifetime
{
    /// <summary>No app of this name is installed anywhere.</summary>
    private const string AppLink = "onelink-test-app://sale/24";

    /// <summary>The focus is back on the page. Twice, as the browser takes it a moment after the page has asked.</summary>
    private const string Answered = "(dispatchEvent(new Event('focus')), setTimeout(() => dispatchEvent(new Event('focus')), 1500))";

    private static readonly TimeSpan Limit = Eventually.Patience;

    /// <summary>Between two answers: a focus begins the page's wait anew.</summary>
    private static readonly TimeSpan AnswerInterval = TimeSpan.FromSeconds(10);

    /// <summary>Longer than the page waits for an app, counted from the second focus of <see cref="Answered"/>.</summary>
    private static readonly TimeSpan BehindTheTimer = TimeSpan.FromSeconds(5);

    private static readonly Handset IPhone = new(UserAgents.IPhone, "iPhone", 390, 844, 5);
    private static readonly Handset Android = new(UserAgents.Android, "Linux armv8l", 412, 915, 5);
    private static readonly Handset IPad = new(MacSafari, "MacIntel", 820, 1180, 5);
    private static readonly Handset Mac = new(MacSafari, "MacIntel", 1280, 800, 0);

    private const string MacSafari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15";

    private Chromium _chromium = null!;

    private static string Screenshots => Path.Combine(Places.Artifacts, "screenshots");

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _chromium = await Chromium.StartAsync();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await _chromium.DisposeAsync();
        await DisposeAsync();
    }

    [Theory]
    [InlineData("iphone")]
    [InlineData("android")]
    public async Task DeepLinkPage_NoAppAnswers_GoesOnToTheFallback(string device)
    {
        var page = await OpenAsync(device == "iphone" ? IPhone : Android, await PublishAsync());
        await page.ScreenshotAsync(Screenshots, "deep-link-" + device);

        Assert.Equal("Open the app", await page.EvaluateAsync("document.getElementById('app').textContent"));

        // The browser asks what to do with the scheme, and has the focus meanwhile; headless, nobody answers but this test.
        await AnswerUntilAsync(page, Fallback);
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task DeepLinkPage_BrowserAsksAndIsAnswered_TheTimerWaitsForIt()
    {
        var link = await PublishAsync();
        var page = await OpenAsync(IPhone, link);
        await page.EvaluateAsync("dispatchEvent(new Event('blur'))");
        await Task.Delay(BehindTheTimer);
        Assert.Equal(link.ShortUrl, await page.AddressAsync());

        await AnswerUntilAsync(page, Fallback);
    }

    [Theory]
    [InlineData("(Object.defineProperty(document, 'hidden', { value: true }), document.dispatchEvent(new Event('visibilitychange')))")]
    [InlineData("dispatchEvent(new Event('pagehide'))")]
    public async Task DeepLinkPage_AppTakesOver_TheTimerIsCancelled(string whatTheBrowserDoes)
    {
        var link = await PublishAsync();
        var page = await OpenAsync(IPhone, link);
        await page.EvaluateAsync(whatTheBrowserDoes);
        await page.EvaluateAsync(Answered);

        await Task.Delay(BehindTheTimer);

        Assert.Equal(link.ShortUrl, await page.AddressAsync());
    }

    [Fact]
    public async Task DeepLinkPage_WithoutJavaScript_WaitsAndItsButtonLeadsOn()
    {
        var link = await PublishAsync();
        var page = await OpenAsync(IPhone with { HasJavaScript = false }, link);
        await Task.Delay(BehindTheTimer);
        Assert.Equal(link.ShortUrl, await page.AddressAsync());

        await page.ClickAsync("#web");

        await Eventually.EqualAsync(Fallback, page.AddressAsync, Limit);
    }

    [Fact]
    public async Task DeepLinkPage_Branded_ShowsItInTheVisitorsLanguageAndInReadableColours()
    {
        var link = await PublishAsync(new { name = "Acme", title = "Summer <sale> & more", description = "Everything must go.", color = "#ffdd00" });
        var page = await OpenAsync(IPhone with { Language = "ar-EG" }, link);
        await page.ScreenshotAsync(Screenshots, "deep-link-branded-arabic");

        Assert.Equal("Summer <sale> & more", await page.EvaluateAsync("document.querySelector('h1').textContent"));
        Assert.Equal("rtl", await page.EvaluateAsync("getComputedStyle(document.documentElement).direction"));
        Assert.Equal("فتح التطبيق", await page.EvaluateAsync("document.getElementById('app').textContent"));
        Assert.Equal("rgb(255, 221, 0)", await page.EvaluateAsync("getComputedStyle(document.getElementById('app')).backgroundColor"));
        Assert.Equal("rgb(0, 0, 0)", await page.EvaluateAsync("getComputedStyle(document.getElementById('app')).color"));
        Assert.Equal("true", await page.EvaluateAsync("document.documentElement.scrollWidth <= innerWidth"));
    }

    /// <summary>On a busy machine the browser takes the focus whenever it comes to it: it is given back until the page has gone on.</summary>
    private static async Task AnswerUntilAsync(BrowserPage page, string address)
    {
        var given = Stopwatch.StartNew();
        await page.EvaluateAsync(Answered);
        await Eventually.EqualAsync(
            address,
            async () =>
            {
                if (given.Elapsed > AnswerInterval)
                {
                    await page.EvaluateAsync(Answered);
                    given.Restart();
                }

                return await page.AddressAsync();
            },
            Limit);
    }

    [Fact]
    public async Task TabletProbe_OnAMac_GoesOnAtOnceAndOnAnIpadTriesTheApp()
    {
        var link = await Installation.PublishAsync(new
        {
            url = Landing("?mac"),
            deepLinkPath = AppLink,
            probeIpad = true,
            platforms = new { ipados = new { fallbackUrl = Landing("?ipad") } },
        });

        var onMac = await _chromium.OpenAsync(Mac);
        await onMac.GoToAsync(link.ShortUrl);
        await Eventually.EqualAsync(Landing("?mac"), onMac.AddressAsync, Limit);
        var onIpad = await OpenAsync(IPad, link);
        Assert.Equal("Open the app", await onIpad.EvaluateAsync("document.getElementById('app').textContent"));
        await AnswerUntilAsync(onIpad, Landing("?ipad"));
    }

    [Fact]
    public async Task PasswordPage_RightPassword_LeadsToTheDestinationPastThePolicy()
    {
        var link = await Installation.PublishAsync(new { url = Fallback, password = "open sesame" });
        var page = await OpenAsync(IPhone with { Language = "de" }, link);
        await page.ScreenshotAsync(Screenshots, "password");

        await page.EvaluateAsync("document.getElementById('password').value = 'open sesame'");
        await page.ClickAsync("button");

        await Eventually.EqualAsync(Fallback, page.AddressAsync, Limit);
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StatusPages_InABrowser_AreStyledByTheirPolicysHash()
    {
        var over = await Api.CreateAsync(new { url = Fallback, expiresAt = "2020-01-01T00:00:00Z" });
        await Installation.UntilStatusAsync(over.Slug, status => status == 410, "is over");
        (string Name, string Address, string Heading)[] pages = [("not-found", Address("/nothing"), "Lien introuvable"), ("expired", over.ShortUrl, "Lien expiré")];
        foreach (var (name, address, heading) in pages)
        {
            var page = await _chromium.OpenAsync(IPhone with { Language = "fr" });
            await page.GoToAsync(address);
            await Eventually.EqualAsync(heading, () => page.EvaluateAsync("document.querySelector('h1')?.textContent"), Limit);
            await page.ScreenshotAsync(Screenshots, name);
            Assert.Equal("flex", await page.EvaluateAsync("getComputedStyle(document.body).display"));
            Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task InspectionPage_InABrowser_ShowsWhereItGoesAndStays()
    {
        var link = await PublishAsync();
        var page = await _chromium.OpenAsync(Mac);
        await page.GoToAsync(link.ShortUrl + "+");
        await Eventually.EqualAsync("Where this link goes", () => page.EvaluateAsync("document.querySelector('h1')?.textContent"), Limit);
        await page.ScreenshotAsync(Screenshots, "inspection");

        Assert.Equal(Fallback, await page.EvaluateAsync("document.querySelector('strong').textContent"));
    }

    private string Fallback => Landing("");

    /// <summary>A destination that is on this machine, but not on a link domain: the admin's word that it is alive.</summary>
    private string Landing(string query) => new Uri(Api.Address, "/healthz" + query).AbsoluteUri;

    private string Address(string path) => $"http://{Installation.Domain}{path}";

    private Task<Link> PublishAsync(object? brand = null)
        => Installation.PublishAsync(brand is null ? new { url = Fallback, deepLinkPath = AppLink } : new { url = Fallback, deepLinkPath = AppLink, brand });

    /// <summary>Opens the link's own page and waits until it is there.</summary>
    private async Task<BrowserPage> OpenAsync(Handset handset, Link link)
    {
        var page = await _chromium.OpenAsync(handset);
        await page.GoToAsync(link.ShortUrl);
        if (handset.HasJavaScript)
        {
            await Eventually.EqualAsync("complete", () => page.EvaluateAsync("document.readyState"), Limit);
        }

        return page;
    }
}
