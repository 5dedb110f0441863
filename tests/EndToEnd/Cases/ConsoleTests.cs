using System.Net;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The console of those who run the installation, in Chromium.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class ConsoleTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task PlatformApp_MadeGrantedAndRevoked_ReachesTheAccountAndThenNot()
    {
        var name = "Portal " + Guid.NewGuid().ToString("N")[..8];
        var account = Installation.Credentials.AccountId;
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;

        // From here on by clicks alone: nothing of it is left the console for.
        await page.ClickAsync(".nav a[href='/app/console']");
        await page.UntilAsync("document.querySelector('.console-row') !== null");
        await page.EvaluateAsync("window.isSamePage = true");
        await page.ClickAsync(".tabs a[href='/app/console/platform-apps']");
        await page.UntilAsync("document.querySelector('[data-action=new]') !== null");
        await page.ClickAsync("[data-action=new]");
        await page.UntilAsync("document.querySelector('dialog input[name=name]') !== null");
        await Dashboard.AssertAccessibleAsync(page, "new platform app");
        await dashboard.TypeAsync("dialog input[name=name]", name);
        await page.ClickAsync("dialog .button.primary");
        await page.UntilAsync("document.querySelector('dialog .secret') !== null");
        using var app = new HttpClient { BaseAddress = Installation.Admin.Address };
        app.DefaultRequestHeaders.Add("api_access_token", await page.EvaluateAsync("document.querySelector('dialog .secret').textContent"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, account));
        await Dashboard.AssertAccessibleAsync(page, "token");
        await page.ClickAsync("[data-action=done]");
        await page.UntilAsync($"document.querySelector('.console-row a')?.textContent === '{name}'");
        await page.ClickAsync(".console-row a");

        await page.UntilAsync("document.querySelector('input[name=id]') !== null");
        await dashboard.TypeAsync("input[name=id]", $"{account}");
        await page.ClickAsync("[data-action=grant]");
        await page.UntilAsync("document.querySelector('[data-action=revoke]') !== null");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, account));
        await Dashboard.AssertAccessibleAsync(page, "platform app");

        await page.ClickAsync("[data-action=revoke]");
        await page.UntilAsync("document.querySelector('[data-action=confirm]') !== null");
        await page.ClickAsync("[data-action=confirm]");
        await page.UntilAsync("document.querySelector('[data-action=revoke]') === null && document.querySelector('dialog') === null");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, account));

        Assert.Equal("true", await page.EvaluateAsync("window.isSamePage === true && location.pathname.startsWith('/app/console/')"));
        await page.ClickAsync(".tabs a[href='/app/console/audit']");
        await page.UntilAsync($"[...document.querySelectorAll('.console-row')].some((row) => row.textContent.includes('platform-app.revoked') && row.textContent.includes('{name}'))");
        await page.ScreenshotAsync(Dashboard.Screenshots, "console-audit");
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient app, long account)
    {
        using var answer = await app.GetAsync(new Uri($"/platform/api/v1/accounts/{account}", UriKind.Relative));
        return answer.StatusCode;
    }
}
