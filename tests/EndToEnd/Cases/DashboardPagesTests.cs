using System.Text.RegularExpressions;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>
/// Every page of the dashboard in Chromium: on a phone, a tablet and a desktop, by day and by night, in each language. With
/// <c>ONELINK_TEST_PICTURES</c> each is kept as a picture in that folder, for whoever wants to look.
/// </summary>
public sealed partial class DashboardPagesTests(JitInstallation installation, ITestOutputHelper output)
    : EndToEndTest(installation, output), IClassFixture<JitInstallation>
{
    private const int Phone = 360;
    private const int Tablet = 768;
    private const int Desktop = 1440;

    /// <summary>For reading a source file: nobody waits for it.</summary>
    private const int MatchMilliseconds = 60_000;

    /// <summary>What is wrong with how the page lies in its window, a line each.</summary>
    private const string Layout =
        """
        (() => {
          const wrong = [];
          const say = (what, element) => wrong.push(what + ': ' + element.outerHTML.slice(0, 150));
          const wide = document.documentElement.scrollWidth - innerWidth;
          if (wide > 0) wrong.push(wide + ' px wider than the window');
          const scrolls = (element) => element !== null && (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
          // WCAG 2.2's 24 px, but for what is lost in rounding.
          const least = 23.5;
          for (const element of document.querySelectorAll('#root *')) {
            if (element.closest('svg, .visually-hidden') || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            const box = element.getBoundingClientRect();
            if (box.width < 2 || box.height < 2) continue;
            // What is cut off with an ellipsis goes on behind it.
            const isCut = element.parentElement.closest('.truncate') !== null;
            if ((box.right > innerWidth + 1 || box.left < -1) && !isCut && !scrolls(element)) say('sticks out of the window', element);
            if (!element.matches('a[href], button, input, select, textarea, summary') || element.matches('[type=file]')) continue;
            // A word of a text is as high as its line, and what has a label is as large as that.
            if (getComputedStyle(element).display === 'inline' && element.matches('a')) continue;
            const target = (element.labels?.length ? element.labels[0].getBoundingClientRect() : box);
            if (Math.max(box.width, target.width) < least || Math.max(box.height, target.height) < least) say('is no target to hit, ' + Math.round(box.width) + ' × ' + Math.round(box.height), element);
          }
          return wrong.slice(0, 6).join('\n');
        })()
        """;

    private const string IsThere =
        "document.querySelector('h1, h2, .empty') !== null && document.querySelector('.skeleton, [aria-busy=true]') === null && [...document.images].every((image) => image.loading === 'lazy' || image.complete) && document.querySelector('main h1, main h2, main .empty') !== null";

    private static readonly (int Width, int Height)[] Sizes = [(Phone, 780), (Tablet, 1024), (Desktop, 900)];

    private readonly List<string> _wrong = [];

    [Fact]
    public async Task Pages_AllOfThem_FitAndAreAccessibleEverywhere()
    {
        var sample = await SampleAccount.MakeAsync(Installation);
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation, page => LookEverywhereAsync(page, new Visited("/login", "sign-in", "") { Misses = true }));
        var page = dashboard.Page;
        await dashboard.FollowAsync("/links");
        var pages = PagesOf(sample);
        Assert.Equal(RoutesOfTheApp(), pages.Select(visited => visited.Pattern).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        var known = page.Complaints().Count;
        foreach (var visited in pages)
        {
            await OpenAsync(dashboard, visited);
            await LookEverywhereAsync(page, visited);
            var complaints = page.Complaints().Skip(known).Where(text => !visited.Misses || !text.Contains("404", StringComparison.Ordinal)).ToList();
            known = page.Complaints().Count;
            if (complaints.Count > 0)
            {
                _wrong.Add($"{visited.Name}: the browser complains: {string.Join('\n', complaints)}");
            }
        }

        // Other texts are longer, and Arabic ones run the other way.
        foreach (var (language, width, isDark) in ((string, int, bool)[])[("de", Phone, true), ("ar", Phone, false), ("ar", Desktop, true)])
        {
            await page.EvaluateAsync($"localStorage.setItem('onelink.locale', '{language}')");
            await page.ShowAsync(width, 900, isDark, pixels: 1);
            await dashboard.GoToAsync("/links");
            await page.UntilAsync($"document.documentElement.lang === '{language}' && {IsThere}");
            foreach (var visited in pages)
            {
                await OpenAsync(dashboard, visited);
                await LookAsync(page, visited, language, width, isDark);
                if (language == "ar" && width == Desktop)
                {
                    await AssertAccessibleAsync(page, $"{visited.Name}, {language}");
                }
            }
        }

        Assert.True(_wrong.Count == 0, string.Join("\n\n", _wrong));
    }

    /// <summary>Every pattern of the app's router, with a page for each; states that break layouts besides.</summary>
    private static List<Visited> PagesOf(SampleAccount sample) =>
    [
        new("/", "start", "/"),
        new("/links", "links", "/links"),
        new("/links", "links-none", "/links?q=there-is-no-such-link"),
        new("/links/new", "new-link", "/links/new"),
        new("/links/import", "import", "/links/import"),
        new("/links/:id", "link", $"/links/{sample.Link}"),
        new("/links/:id", "link-missing", "/links/there-is-none") { Misses = true },
        new("/links/:id/edit", "edit", $"/links/{sample.Link}/edit"),
        new("/links/:id/ab", "ab-none", $"/links/{sample.Link}/ab"),
        new("/links/:id/ab", "ab", $"/links/{sample.TestedLink}/ab"),
        new("/links/:id/qr", "qr", $"/links/{sample.Link}/qr"),
        new("/analytics", "analytics", "/analytics"),
        new("/analytics", "analytics-none", "/analytics?period=all&country=AQ"),
        new("/campaigns", "campaigns", "/campaigns"),
        new("/campaigns/:id", "campaign", $"/campaigns/{sample.Campaign}"),
        new("/campaigns/:id", "campaign-missing", "/campaigns/999999") { Misses = true },
        new("/inbox", "inbox", "/inbox"),
        new("/inbox", "inbox-none", "/inbox?status=snoozed"),

        // Of each address in a message the contact's pane asks whether it is a link of the account.
        new("/inbox/:id", "thread", $"/inbox/{sample.Conversation}") { Misses = true },
        new("/inbox/:id", "thread-missing", "/inbox/999999") { Misses = true },
        new("/settings", "profile", "/settings"),
        new("/settings/security", "security", "/settings/security"),
        new("/settings/members", "members", "/settings/members"),
        new("/settings/inboxes", "inboxes", "/settings/inboxes"),
        new("/settings/replies", "replies", "/settings/replies"),
        new("/settings/domains", "domains", "/settings/domains"),
        new("/settings/developer", "developer", "/settings/developer"),
        new("/settings/:tab/:id", "inbox-settings", $"/settings/inboxes/{sample.Inbox}"),
        new("/settings/:tab/:id", "webhook", $"/settings/webhooks/{sample.Webhook}"),
        new("/console", "accounts", "/console"),
        new("/console/users", "users", "/console/users"),
        new("/console/platform-apps", "platform-apps", "/console/platform-apps"),
        new("/console/access-tokens", "access-tokens", "/console/access-tokens"),
        new("/console/edges", "edges", "/console/edges"),
        new("/console/jobs", "jobs", "/console/jobs"),
        new("/console/audit", "audit", "/console/audit"),
        new("/console/requests", "requests", "/console/requests"),
        new("/console/:tab/:id", "platform-app", "/console/platform-apps/1"),
        new("/console/:tab/:id", "request-missing", "/console/requests/req_000000000000000000000000") { Misses = true },
        new("/welcome", "welcome", "/welcome"),
        new("*", "not-found", "/nowhere"),
    ];

    /// <summary>What the app's sources say: its router's patterns, where <c>:tab</c> stands for each tab of the page, and what is shown for all else.</summary>
    private static IEnumerable<string> RoutesOfTheApp()
    {
        var patterns = Pattern().Matches(Source("app/App.tsx")).Select(match => match.Groups["pattern"].Value).ToList();
        Assert.NotEmpty(patterns);
        return patterns.SelectMany(pattern => pattern switch
        {
            "/links/:id/:tab" => TabsOf("pages/LinkPage.tsx").Select(tab => "/links/:id/" + tab),
            "/settings/:tab" => TabsOf("pages/Settings.tsx").Select(tab => "/settings/" + tab),
            "/console/:tab" => TabsOf("pages/Console.tsx").Select(tab => "/console/" + tab),
            _ => (IEnumerable<string>)[pattern],
        })

            // The first tab of each has the page's own address.
            .Except(["/links/:id/stats", "/settings/profile", "/console/accounts"], StringComparer.Ordinal)
            .Append("*")
            .Order(StringComparer.Ordinal);
    }

    private static List<string> TabsOf(string file)
    {
        var tabs = TabList().Matches(Source(file)).SelectMany(list => Word().Matches(list.Groups["list"].Value)).Select(word => word.Groups["word"].Value).ToList();
        Assert.NotEmpty(tabs);
        return tabs;
    }

    private static string Source(string file) => File.ReadAllText(Path.Combine(Places.Root, "admin", "Dashboard", "web", "src", file));

    private static async Task OpenAsync(Dashboard dashboard, Visited visited)
    {
        await dashboard.FollowAsync(visited.Path);
        await dashboard.Page.UntilAsync($"location.pathname + location.search === '/app' + '{visited.Path}' && {IsThere}");
    }

    private async Task LookEverywhereAsync(BrowserPage page, Visited visited)
    {
        foreach (var (width, height) in Sizes)
        {
            foreach (var isDark in (bool[])[false, true])
            {
                await page.ShowAsync(width, height, isDark, pixels: 1);
                await LookAsync(page, visited, "en", width, isDark);

                // What it finds changes with the colours and with what is shown where: the other ones are met in Arabic.
                if ((width, isDark) is (Phone, false))
                {
                    await AssertAccessibleAsync(page, $"{visited.Name}, {width} px");
                }
            }
        }
    }

    private async Task LookAsync(BrowserPage page, Visited visited, string language, int width, bool isDark)
    {
        var name = $"{visited.Name}-{language}-{width}-{(isDark ? "dark" : "light")}";
        await page.UntilAsync($"innerWidth === {width}");
        if (await page.EvaluateAsync(Layout) is { Length: > 0 } wrong)
        {
            _wrong.Add($"{name}: {wrong}");
        }

        if (Environment.GetEnvironmentVariable("ONELINK_TEST_PICTURES") is { Length: > 0 } folder)
        {
            await page.UntilAsync("document.getAnimations().every((animation) => animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity)");
            await page.ScreenshotAsync(folder, name, isWhole: await page.EvaluateAsync("document.documentElement.scrollHeight > innerHeight") == "true");
        }
    }

    /// <summary>Goes on after what it finds, so that one run tells of all pages.</summary>
    private async Task AssertAccessibleAsync(BrowserPage page, string name)
    {
        if (await Dashboard.InaccessibleAsync(page) is { Length: > 0 } found)
        {
            _wrong.Add($"{name}: {found}");
        }
    }

    [GeneratedRegex(@"^\s*\['(?<pattern>/[^']*)', ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^const \w+ = \[(?<list>.+)\] as const;", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex TabList();

    [GeneratedRegex("'(?<word>[a-z-]+)'", RegexOptions.ExplicitCapture, MatchMilliseconds)]
    private static partial Regex Word();

    /// <param name="Pattern">Of the app's router.</param>
    /// <param name="Name">Of its pictures, and in what is said of it.</param>
    /// <param name="Path">Below <c>/app</c>.</param>
    private sealed record Visited(string Pattern, string Name, string Path)
    {
        /// <summary>Whether the page asks for what is not there: the browser says so.</summary>
        public bool Misses { get; init; }
    }
}
