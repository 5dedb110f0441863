using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The dashboard in Chromium, against all processes.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class DashboardTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Link_MadeInTheDashboardAndTapped_IsSeenLive()
    {
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation, page => Dashboard.AssertAccessibleAsync(page, "sign-in"));
        var page = dashboard.Page;

        await dashboard.GoToAsync("/links/new");
        await page.UntilAsync("document.querySelector('input[type=url]') !== null");
        await Dashboard.AssertAccessibleAsync(page, "new link");
        await dashboard.TypeAsync("input[type=url]", "https://example.com/dashboard");
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('.live .tag.good') !== null");

        var address = new Uri(await page.EvaluateAsync("document.querySelector('.link-address a').href"));
        await Installation.UntilServedAsync(address.AbsolutePath.TrimStart('/'));
        var tap = await Installation.VisitAsync(new Visit(address.AbsolutePath) { UserAgent = UserAgents.IPhone });
        Assert.Equal(302, tap.Status);

        await page.UntilAsync("[...document.querySelectorAll('.live-click')].some((click) => click.textContent.includes('iOS'))");
        await Dashboard.AssertAccessibleAsync(page, "statistics");
        await page.ScreenshotAsync(Dashboard.Screenshots, "dashboard-statistics");

        await dashboard.GoToAsync("/links");
        await page.UntilAsync("document.querySelector('.link-rows .link-row') !== null");
        await Dashboard.AssertAccessibleAsync(page, "links");
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }
}
