using System.Text.Json;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Browser;

/// <summary>The dashboard in a tab, with somebody signed in.</summary>
internal sealed class Dashboard
{
    private static readonly Handset Desktop = new(UserAgents.Windows, "Win32", 1440, 900, 0);

    private static readonly Lazy<Task<string>> Axe = new(() => File.ReadAllTextAsync(Path.Combine(Places.Root, "admin", "Dashboard", "web", "node_modules", "axe-core", "axe.min.js")));

    private readonly string _admin;

    private Dashboard(BrowserPage page, string admin) => (Page, _admin) = (page, admin);

    public static string Screenshots => Path.Combine(Places.Artifacts, "screenshots");

    public BrowserPage Page { get; }

    /// <param name="chromium">The browser.</param>
    /// <param name="installation">Whose dashboard, and who signs in.</param>
    /// <param name="before">Looks at the page on which people sign in.</param>
    /// <param name="through">A port before the admin's; null for its own.</param>
    public static async Task<Dashboard> SignInAsync(Chromium chromium, Installation installation, Func<BrowserPage, Task>? before = null, int? through = null)
    {
        var page = await chromium.OpenAsync(Desktop);
        var dashboard = new Dashboard(page, $"http://127.0.0.1:{through ?? installation.Admin.Address.Port}");
        await page.GoToAsync(dashboard._admin + "/");
        await page.UntilAsync("document.querySelector('input[type=email]') !== null");
        if (before is not null)
        {
            await before(page);
        }

        await dashboard.TypeAsync("input[type=email]", installation.Credentials.Email);
        await dashboard.TypeAsync("input[type=password]", installation.Credentials.Password);
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('.links-page .button.primary') !== null");
        return dashboard;
    }

    /// <param name="path">Below <c>/app</c>.</param>
    public Task GoToAsync(string path) => Page.GoToAsync(_admin + "/app" + path);

    /// <summary>As by a link of the page: what is loaded stays.</summary>
    public Task FollowAsync(string path)
        => Page.EvaluateAsync($"(history.pushState(null, '', '/app' + {JsonSerializer.Serialize(path)}), dispatchEvent(new PopStateEvent('popstate')))");

    /// <summary>As a person's typing or choosing: the page hears of it.</summary>
    public Task TypeAsync(string selector, string text) => TypeAsync(Page, selector, text);

    /// <inheritdoc cref="TypeAsync(string, string)"/>
    public static async Task TypeAsync(BrowserPage page, string selector, string text)
        => await page.EvaluateAsync(
            $$"""
            (() => {
              const input = document.querySelector({{JsonSerializer.Serialize(selector)}});
              Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), 'value').set.call(input, {{JsonSerializer.Serialize(text)}});
              input.dispatchEvent(new Event(input instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
            })()
            """);

    /// <summary>WCAG 2.2 AA, as far as axe can tell.</summary>
    public static async Task AssertAccessibleAsync(BrowserPage page, string name)
    {
        var found = await InaccessibleAsync(page);
        Assert.True(found.Length == 0, $"{name}: {found}");
    }

    /// <summary>What axe finds to be against WCAG 2.2 AA, a line each; empty where it finds nothing serious.</summary>
    public static async Task<string> InaccessibleAsync(BrowserPage page)
    {
        // What is still fading in has no contrast yet; what goes on for ever is no fading.
        await page.UntilAsync("document.getAnimations().every((animation) => animation.playState !== 'running' || animation.effect.getComputedTiming().iterations === Infinity)");
        if (await page.EvaluateAsync("typeof axe") == "undefined")
        {
            await page.EvaluateAsync($"(() => {{ {await Axe.Value}; }})()");
        }

        await page.EvaluateAsync(
            """
            (() => {
              window.found = undefined;
              // What such a bar covers just now is scrolled out from under it.
              const bars = [...document.querySelectorAll('*')].filter((bar) => getComputedStyle(bar).position === 'sticky');
              bars.forEach((bar) => (bar.style.position = 'static'));
              axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(
                (results) => (window.found = results.violations
                  .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
                  .map((violation) => violation.id + ': ' + violation.nodes[0].html).join('\n')),
                (failure) => (window.found = String(failure))).finally(() => bars.forEach((bar) => (bar.style.position = '')));
            })()
            """);
        await page.UntilAsync("window.found !== undefined");
        return await page.EvaluateAsync("window.found");
    }
}
