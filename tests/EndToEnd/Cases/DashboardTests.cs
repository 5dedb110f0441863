using System.IO.Compression;
using System.Text.Json;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The dashboard in Chromium, against all processes.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class DashboardTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    /// <summary>First load of any page, in compressed bytes.</summary>
    private const int LargestFirstLoad = 250 * 1024;

    private static readonly Handset Desktop = new(UserAgents.Windows, "Win32", 1440, 900, 0);

    private static string Screenshots => Path.Combine(Places.Artifacts, "screenshots");

    [Fact]
    public async Task Link_MadeInTheDashboardAndTapped_IsSeenLive()
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(Desktop);
        var admin = Installation.Admin.Address.ToString().TrimEnd('/');

        await page.GoToAsync(admin + "/");
        await page.UntilAsync("document.querySelector('input[type=email]') !== null");
        await AssertAccessibleAsync(page, "sign-in");
        await TypeAsync(page, "input[type=email]", Installation.Credentials.Email);
        await TypeAsync(page, "input[type=password]", Installation.Credentials.Password);
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('.links-page .button.primary') !== null");

        await page.GoToAsync(admin + "/app/links/new");
        await page.UntilAsync("document.querySelector('input[type=url]') !== null");
        await AssertAccessibleAsync(page, "new link");
        await TypeAsync(page, "input[type=url]", "https://example.com/dashboard");
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('.live .tag.good') !== null");

        var address = new Uri(await page.EvaluateAsync("document.querySelector('.link-address a').href"));
        await Installation.UntilServedAsync(address.AbsolutePath.TrimStart('/'));
        var tap = await Installation.VisitAsync(new Visit(address.AbsolutePath) { UserAgent = UserAgents.IPhone });
        Assert.Equal(302, tap.Status);

        await page.UntilAsync("[...document.querySelectorAll('.live-click')].some((click) => click.textContent.includes('iOS'))");
        await AssertAccessibleAsync(page, "statistics");
        await page.ScreenshotAsync(Screenshots, "dashboard-statistics");

        await page.GoToAsync(admin + "/app/links");
        await page.UntilAsync("document.querySelector('.link-rows .link-row') !== null");
        await AssertAccessibleAsync(page, "links");
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public void FirstLoad_OfEveryPage_IsSmall()
    {
        var assets = Path.Combine(Places.Artifacts, "dashboard", "assets");
        var index = File.ReadAllText(Path.Combine(Places.Artifacts, "dashboard", "index.html"));
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", index);

        // More than any page asks for: all scripts and styles together.
        var all = Directory.EnumerateFiles(assets).Where(file => Path.GetExtension(file) is ".js" or ".css").Sum(Compressed);
        Say($"{all / 1024} KiB of scripts and styles, compressed");
        Assert.InRange(all, 1, LargestFirstLoad);
    }

    private static long Compressed(string file)
    {
        using var bytes = new MemoryStream();
        using (var stream = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
        {
            stream.Write(File.ReadAllBytes(file));
        }

        return bytes.Length;
    }

    /// <summary>As a person's typing: the page hears of it.</summary>
    private static async Task TypeAsync(BrowserPage page, string selector, string text)
        => await page.EvaluateAsync(
            $$"""
            (() => {
              const input = document.querySelector({{JsonSerializer.Serialize(selector)}});
              Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, {{JsonSerializer.Serialize(text)}});
              input.dispatchEvent(new Event('input', { bubbles: true }));
            })()
            """);

    /// <summary>WCAG 2.2 AA, as far as axe can tell.</summary>
    private static async Task AssertAccessibleAsync(BrowserPage page, string name)
    {
        // What is still fading in has no contrast yet.
        await page.UntilAsync("document.getAnimations().every((animation) => animation.playState !== 'running')");
        var axe = await File.ReadAllTextAsync(Path.Combine(Places.Root, "admin", "Dashboard", "web", "node_modules", "axe-core", "axe.min.js"));
        await page.EvaluateAsync(
            $$"""
            (() => {
              {{axe}};
              window.found = undefined;
              axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(
                (results) => (window.found = results.violations
                  .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
                  .map((violation) => violation.id + ': ' + violation.nodes[0].html).join('\n') || 'none'),
                (failure) => (window.found = String(failure)));
            })()
            """);
        await page.UntilAsync("window.found !== undefined");
        var found = await page.EvaluateAsync("window.found");
        Assert.True(found == "none", $"{name}: {found}");
    }
}
