using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The dashboard's pages for those who make links and read what becomes of them, in Chromium against all processes.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class MarketingTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    /// <summary>The parts of the form that begin closed.</summary>
    private const string OpenAllParts = "document.querySelectorAll('.form details').forEach((part) => (part.open = true))";

    [Fact]
    public async Task Rules_BuiltAndMovedInTheDashboard_DecideTaps()
    {
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;

        await dashboard.GoToAsync("/links/new");
        await page.UntilAsync("document.querySelector('input[type=url]') !== null");
        await dashboard.TypeAsync("input[type=url]", "https://example.com/everybody");
        await page.EvaluateAsync(OpenAllParts);
        await AddRuleAsync(dashboard, 1, "first", "nowhere");
        await AddRuleAsync(dashboard, 2, "second", "https://example.com/second");

        // What the API says of a rule stands at its field.
        await page.ClickAsync(".form-end .primary");
        await page.UntilAsync("document.activeElement.matches('.rules li:nth-child(1) input[type=url][aria-invalid=true]')");
        await Dashboard.AssertAccessibleAsync(page, "new link with an error");
        await dashboard.TypeAsync(".rules li:nth-child(1) input[type=url]", "https://example.com/first");

        // By the keyboard: the second goes before the first.
        await page.EvaluateAsync("document.querySelector('.rules li:nth-child(2) .rule-handle').dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true }))");
        await page.UntilAsync("document.querySelector('.rules li:nth-child(1) .rule-name').textContent === 'second'");
        await page.ClickAsync(".form-end .primary");
        await page.UntilAsync("document.querySelector('.link-address a') !== null");

        var slug = new Uri(await page.EvaluateAsync("document.querySelector('.link-address a').href")).AbsolutePath.TrimStart('/');
        await Installation.UntilServedAsync(slug);
        (await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { UserAgent = UserAgents.Android })).ExpectRedirect("https://example.com/second");
        (await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { UserAgent = UserAgents.Windows })).ExpectRedirect("https://example.com/everybody");

        await dashboard.GoToAsync("/links/" + slug + "/edit");
        await page.UntilAsync("document.querySelector('.preview .list')?.textContent.includes('second')");
        await page.EvaluateAsync(OpenAllParts);
        await Dashboard.AssertAccessibleAsync(page, "edit");
    }

    [Fact]
    public async Task Import_OfAnotherServicesFile_IsTriedAndDone()
    {
        var slug = "imported-" + Guid.NewGuid().ToString("N")[..8];
        var folder = Directory.CreateTempSubdirectory("onelink-import-").FullName;
        var file = Path.Combine(folder, "links.csv");
        await File.WriteAllTextAsync(file, $"Title,Long URL,Link,Created\r\n\"Spring, again\",https://example.com/spring,https://bit.ly/{slug},2026-01-02\r\nBad,nowhere,https://bit.ly/{slug}-bad,2026-01-02\r\n");
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;

        await dashboard.GoToAsync("/links/import");
        await page.UntilAsync("document.querySelector('input[type=file]') !== null");
        await Dashboard.AssertAccessibleAsync(page, "import");
        await page.ChooseFileAsync("input[type=file]", file);
        await page.UntilAsync("document.querySelector('.import-page select')?.value === 'bitly'");
        Assert.Equal("title url shortUrl ", await page.EvaluateAsync("[...document.querySelectorAll('.mapping select')].map((select) => select.value).join(' ')"));
        await Dashboard.AssertAccessibleAsync(page, "columns of an import");

        await page.ClickAsync(".import-page .button.primary");
        await page.UntilAsync("document.querySelector('.problems tbody tr th')?.textContent === '2'");
        await Dashboard.AssertAccessibleAsync(page, "trial of an import");
        Assert.Equal(404, (await Api.GetAsync("/links/" + slug)).Status);

        await page.ClickAsync(".job .button.primary");
        await page.UntilAsync("document.querySelector('.job a.button.primary') !== null");
        Assert.Equal("Spring, again", (await Client.Links.GetAsync(slug)).Title);

        // The address names the job: whoever loads it again sees what became of it.
        await page.GoToAsync(await page.AddressAsync());
        await page.UntilAsync("document.querySelector('.job-counts')?.textContent.includes('1')");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Statistics_FilteredByARowAndAnHour_ShowThatAlone()
    {
        var link = await Api.CreateAsync(new { url = "https://example.com/heat" });
        await Installation.UntilServedAsync(link.Slug);
        foreach (var userAgent in (string[])[UserAgents.Android, UserAgents.Android, UserAgents.Windows])
        {
            await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug)) { UserAgent = userAgent });
        }

        await Eventually.EqualAsync(3, () => Api.ClicksAsync(link.Slug), Eventually.Patience);
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;

        await dashboard.GoToAsync("/links/" + link.Id);
        await page.UntilAsync("document.querySelector('.total dd')?.textContent === '3' && document.querySelector('svg.world') !== null");
        await Dashboard.AssertAccessibleAsync(page, "statistics of a link");

        await page.EvaluateAsync("[...document.querySelectorAll('button.bar-name')].find((row) => row.textContent === 'Android').click()");
        await page.UntilAsync("document.querySelector('.total dd')?.textContent === '2'");

        // Most of the time 2; an hour may begin between two taps.
        var inHour = await page.EvaluateAsync("document.querySelector('.heat button').getAttribute('aria-label').match(/(\\d+)\\D*$/)[1]");
        var isFiltered = $"document.querySelectorAll('.chip').length === 3 && document.querySelector('.stats-results[aria-busy=false] .total dd')?.textContent === '{inHour}'";
        await page.ClickAsync(".heat button");
        await page.UntilAsync("['platform', 'weekday', 'hour'].every((name) => new URLSearchParams(location.search).has(name))");
        await page.UntilAsync(isFiltered);
        await Dashboard.AssertAccessibleAsync(page, "filtered statistics");

        // The address is the view: loaded anew it shows the same.
        await page.GoToAsync(await page.AddressAsync());
        await page.UntilAsync(isFiltered);

        await dashboard.GoToAsync("/links/" + link.Id + "/ab");
        await page.UntilAsync("document.querySelector('.empty') !== null");
        await Dashboard.AssertAccessibleAsync(page, "a link without a test");
    }

    /// <summary>Adds a rule for Android at the end.</summary>
    private static async Task AddRuleAsync(Dashboard dashboard, int place, string name, string url)
    {
        var rule = $".rules li:nth-child({place}) ";
        await dashboard.Page.EvaluateAsync("document.querySelector('.add-rule').click()");
        await dashboard.Page.UntilAsync($"document.querySelector('{rule}.choice') !== null");
        await dashboard.TypeAsync(rule + ".field input", name);
        await dashboard.Page.EvaluateAsync($"[...document.querySelectorAll('{rule}.choice')].find((choice) => choice.textContent === 'Android').querySelector('input').click()");
        await dashboard.TypeAsync(rule + "input[type=url]", url);
    }
}
