using System.Buffers.Binary;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using static OneLink.EndToEnd.Api.JsonCalls;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>Settings in Chromium: what administrators set up, signing in with one-time codes, and the inbox in another site's frame.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class SettingsTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string Password = "Correct-horse-7";
    private const string Deliveries = "[data-part=deliveries]";

    [Fact]
    public async Task Settings_OfAnAdministrator_SetUpWebhooksKeysInboxesAndMembers()
    {
        await using var receiver = LocalSite.Start();
        receiver.Answer = (200, "Taken, thank you");
        using var api = Caller(Installation.Credentials.UserAccessToken);
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;

        // Made, tried, seen, and sent again.
        await GoToAsync(dashboard, "/developer");
        await page.ClickAsync("[data-part=webhooks] .row.spread button");
        await dashboard.TypeAsync("dialog input[type=url]", "ftp://example.com");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('dialog .error') !== null");
        await dashboard.TypeAsync("dialog input[type=url]", $"http://127.0.0.1:{receiver.Port}/hook");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('dialog .secret') !== null");
        await Dashboard.AssertAccessibleAsync(page, "a webhook's secret");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('[data-part=webhooks] .webhook-url') !== null");
        await page.ClickAsync("[data-part=webhooks] li .button");
        await page.UntilAsync($"document.querySelector('{Deliveries} .empty') !== null");
        await page.ClickAsync("[data-action=test]");
        await page.UntilAsync($"document.querySelector('{Deliveries} li .tag.good') !== null");
        await page.ClickAsync(".delivery-open");
        await page.UntilAsync("document.querySelector('.delivery')?.textContent.includes('webhook.test') && document.querySelector('.delivery')?.textContent.includes('Taken, thank you')");
        await Dashboard.AssertAccessibleAsync(page, "deliveries");
        await page.ScreenshotAsync(Dashboard.Screenshots, "dashboard-deliveries");
        await page.ClickAsync("[data-action=redeliver]");
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Posted.Count > 1), Eventually.Patience, "it is sent again");
        Assert.Single(receiver.Posted.Select(posted => posted.Headers["X-OnSync-Delivery"]).Distinct(StringComparer.Ordinal));
        await page.ClickAsync("[data-action=pause]");
        await page.UntilAsync("document.querySelector('.notice.warn') !== null");

        // A key that nobody has used for so long is asked about: three months later, by the browser's clock.
        await GoToAsync(dashboard, "/developer");
        await page.ClickAsync("[data-part=onsync-keys] .row.spread button");
        await dashboard.TypeAsync("dialog input.input", "Warehouse");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('dialog .secret')?.textContent.startsWith('onsync_pk_live_')");
        await page.EvaluateAsync("(() => { const now = Date.now; Date.now = () => now() + 91 * 86400000; })()");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("[...document.querySelectorAll('[data-part=onsync-keys] li')].some((key) => key.textContent.includes('Warehouse') && key.querySelector('[data-reminder=unused]'))");

        // An inbox with hours and members.
        await GoToAsync(dashboard, "/inboxes");
        await page.ClickAsync(".card .row.spread button");
        await dashboard.TypeAsync("dialog input.input", "Front desk");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('[data-part=hours]') !== null && document.querySelector('[data-part=members] input') !== null");
        await page.ClickAsync("[data-part=hours] .check input");
        await page.UntilAsync("document.querySelector('.hours') !== null");
        await dashboard.TypeAsync("[data-part=hours] select.input", "Asia/Dubai");
        await dashboard.TypeAsync(".day:nth-child(2) input[type=time]", "08:30");
        await Dashboard.AssertAccessibleAsync(page, "an inbox");
        await page.ClickAsync("[data-part=hours] button.primary");
        await page.ClickAsync("[data-part=members] input");
        var id = await page.EvaluateAsync("location.pathname.split('/').pop()");
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        await Eventually.EqualAsync(
            "Asia/Dubai 8:30, 1 member",
            async () =>
            {
                var inbox = (await api.GetFromJsonAsync<JsonObject>($"{account}/inboxes/{id}"))!;
                var members = (await api.GetFromJsonAsync<JsonObject>($"{account}/inbox_members/{id}"))!["payload"]!.AsArray();
                var monday = inbox["working_hours"]!.AsArray().Single(day => day!["day_of_week"]!.GetValue<int>() == 1)!;
                return $"{inbox["timezone"]} {monday["open_hour"]}:{monday["open_minutes"]}, {members.Count} member";
            },
            Eventually.Patience);

        // What agents say often, and what they sort by.
        await GoToAsync(dashboard, "/replies");
        await page.ClickAsync("[data-part=canned-responses] .row.spread button");
        await page.UntilAsync("document.querySelector('dialog textarea') !== null");
        await dashboard.TypeAsync("dialog input.input", "/returns");
        await dashboard.TypeAsync("dialog textarea", "Send it back within thirty days.");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('[data-part=canned-responses] li')?.textContent.startsWith('/returnsSend it back')");
        await page.UntilAsync("document.querySelector('dialog') === null");
        await page.ClickAsync("[data-part=labels] .row.spread button");
        await page.UntilAsync("document.querySelector('dialog input[type=color]') !== null");
        await dashboard.TypeAsync("dialog input.input", "no such label!");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('dialog [role=alert]') !== null");
        await dashboard.TypeAsync("dialog input.input", "returns");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("[...document.querySelectorAll('[data-part=labels] li .tag')].some((label) => label.textContent === 'returns')");
        await Dashboard.AssertAccessibleAsync(page, "canned responses and labels");
        await page.ClickAsync("[data-part=canned-responses] li .button.danger");
        await page.UntilAsync("document.querySelector('dialog [data-action=confirm]') !== null");
        await page.ClickAsync("dialog [data-action=confirm]");
        await page.UntilAsync("document.querySelector('[data-part=canned-responses] .empty') !== null");

        // Who somebody is, with a picture, which is shown beside the pages at once.
        var picture = Path.Combine(Directory.CreateTempSubdirectory("onelink-picture-").FullName, "me.png");
        await File.WriteAllBytesAsync(picture, Convert.FromBase64String(SampleAccount.Pixel));
        await GoToAsync(dashboard, "");
        await page.ChooseFileAsync("[data-part=picture] input", picture);
        await page.UntilAsync("['[data-part=picture]', '.person'].every((part) => document.querySelector(part + ' .avatar img')?.naturalWidth > 0)");
        await page.ClickAsync("[data-part=picture] .button.plain");
        await page.UntilAsync("document.querySelector('.avatar img') === null");
        Directory.Delete(Path.GetDirectoryName(picture)!, recursive: true);
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_OfSomebodyWithADevice_TakesTheDevicesCodeToo()
    {
        var email = (await JoinAsync("agent")).Email;
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(Desktop);
        await SignInAsync(page, email);
        await page.UntilAsync("document.querySelector('.links-page') !== null");
        await page.GoToAsync(Admin + "/app/settings/security");
        await page.UntilAsync("document.querySelector('[data-action=totp-begin]') !== null");

        // What is an administrator's is not there for agents.
        Assert.Equal("3", await page.EvaluateAsync("document.querySelectorAll('.tabs a').length"));
        await page.ClickAsync("[data-action=totp-begin]");
        await TypeAsync(page, "dialog input[type=password]", Password);
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('.totp-qr')?.naturalWidth > 0");
        await Dashboard.AssertAccessibleAsync(page, "a device's secret");
        await page.ScreenshotAsync(Dashboard.Screenshots, "settings-totp");
        var secret = await page.EvaluateAsync("document.querySelector('dialog .secret').textContent");
        var step = Step;
        await TypeAsync(page, "dialog input[autocomplete=one-time-code]", CodeOf(secret, step));
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelectorAll('.recovery-codes li').length === 10");
        await Dashboard.AssertAccessibleAsync(page, "recovery codes");
        var recovery = await page.EvaluateAsync("document.querySelector('.recovery-codes li').textContent");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("document.querySelector('[data-part=two-steps] .tag.good') !== null");
        await page.ClickAsync(".who .button");

        // The code that was shown already lets nobody in; the next one does, and so does a recovery code.
        await SignInAsync(page, email);
        await page.UntilAsync("document.querySelector('input[autocomplete=one-time-code]') !== null");
        await Dashboard.AssertAccessibleAsync(page, "sign-in, second step");
        await page.ScreenshotAsync(Dashboard.Screenshots, "sign-in-code");
        await TypeAsync(page, "input[autocomplete=one-time-code]", CodeOf(secret, step));
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('[role=alert]') !== null");
        await TypeAsync(page, "input[autocomplete=one-time-code]", CodeOf(secret, Math.Max(step + 1, Step)));
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('.who .button') !== null");
        await page.ClickAsync(".who .button");
        await SignInAsync(page, email);
        await page.UntilAsync("document.querySelector('input[autocomplete=one-time-code]') !== null");
        await TypeAsync(page, "input[autocomplete=one-time-code]", recovery);
        await page.ClickAsync("button.primary");
        await page.UntilAsync("document.querySelector('.who .button') !== null");
    }

    /// <summary>Sites are told apart by host, origins by port as well: <c>localhost</c> is another site than <c>127.0.0.1</c>.</summary>
    [Fact]
    public async Task Inbox_InAFrame_WorksInTheSitesThatTheAccountNamesAndNowhereElse()
    {
        await using var allowed = LocalSite.Start();
        await using var other = LocalSite.Start();
        var (_, user, accountId, token) = await JoinAsync("administrator");
        using var api = Caller(token);
        using var visitor = new HttpClient { BaseAddress = Installation.Admin.Address };
        var account = $"/api/v1/accounts/{accountId}";
        using (var set = await api.PatchAsJsonAsync(account, new JsonObject { ["frame_ancestors"] = new JsonArray($"http://localhost:{allowed.Port}") }))
        {
            Assert.True(set.IsSuccessStatusCode, await set.Content.ReadAsStringAsync());
        }

        var inbox = await SendAsync(api, account + "/inboxes", new JsonObject { ["name"] = "Embedded", ["channel"] = new JsonObject { ["type"] = "api" } });
        var contacts = $"/public/api/v1/inboxes/{inbox["inbox_identifier"]}/contacts";
        var contact = (await SendAsync(visitor, contacts, new JsonObject { ["name"] = "Amelie Brandt" }))["source_id"];
        var conversation = (await SendAsync(visitor, $"{contacts}/{contact}/conversations", []))["id"]!.GetValue<long>();
        await SendAsync(visitor, $"{contacts}/{contact}/conversations/{conversation}/messages", new JsonObject { ["content"] = "Is anybody there?" });
        var embedded = $"{Admin}/app/embed/{accountId}";

        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync(Desktop);
        allowed.Html = Framed(await LinkAsync(user, accountId));
        await page.GoToAsync($"http://localhost:{allowed.Port}/");
        BrowserPage? frame = null;
        await Eventually.TrueAsync(async () => (frame = await page.FindFrameAsync(embedded)) is not null, Eventually.Patience, "the inbox is in the frame");
        await frame!.UntilAsync("location.pathname.endsWith('/inbox') && document.querySelector('.conversation') !== null");
        Assert.Equal("none", await frame.EvaluateAsync("['/settings', '/welcome'].some((path) => document.querySelector(`a[href$=\"${path}\"]`)) || document.querySelector('.who') ? 'some' : 'none'"));
        await Dashboard.AssertAccessibleAsync(frame, "an embedded inbox");

        // It goes on where it was after a reload, without another link: the cookie is this site's.
        allowed.Html = Framed($"{embedded}/inbox/{conversation}");
        await page.GoToAsync($"http://localhost:{allowed.Port}/again");
        await Eventually.TrueAsync(async () => (frame = await page.FindFrameAsync($"{embedded}/inbox/{conversation}")) is not null, Eventually.Patience, "the conversation is in the frame");
        await frame!.UntilAsync("document.querySelector('.composer textarea') !== null");
        await TypeAsync(frame, ".composer textarea", "Yes, in a frame");
        await frame.UntilAsync("!document.querySelector('.composer .button.primary').disabled");
        await frame.EvaluateAsync("document.querySelector('.composer .button.primary').click()");
        await frame.UntilAsync("[...document.querySelectorAll('.message.own:not(.pending) .bubble')].some((bubble) => bubble.textContent.includes('Yes, in a frame'))");
        await page.ScreenshotAsync(Dashboard.Screenshots, "embedded-inbox");

        // In a window of its own nobody is signed in by that, and other pages of the dashboard, or other sites, stay out.
        var window = await chromium.OpenAsync(Desktop);
        await window.GoToAsync(Admin + "/app/inbox");
        await window.UntilAsync("document.querySelector('input[type=password]') !== null");
        foreach (var (site, address) in new[] { (other, await LinkAsync(user, accountId)), (other, $"{embedded}/inbox"), (allowed, Admin + "/app/inbox") })
        {
            var before = page.Complaints().Count;
            site.Html = Framed(address);
            await page.GoToAsync($"http://localhost:{site.Port}/refused");
            await Eventually.TrueAsync(
                () => Task.FromResult(page.Complaints().Skip(before).Any(text => text.Contains("frame-ancestors", StringComparison.Ordinal))), Eventually.Patience, "the browser refuses the frame");

            // What the browser shows instead has the address, or none yet.
            Assert.True(await page.FindFrameAsync(address) is not { } refused || await refused.EvaluateAsync("location.protocol") == "chrome-error:", $"{address} is shown at {site.Port}");
        }
    }

    private static Handset Desktop { get; } = new(Visits.UserAgents.Windows, "Win32", 1440, 900, 0);

    private string Admin => Installation.Admin.Address.ToString().TrimEnd('/');

    private HttpClient Caller(string token)
    {
        var client = new HttpClient { BaseAddress = Installation.Admin.Address };
        client.DefaultRequestHeaders.Add("api_access_token", token);
        return client;
    }

    /// <summary>Somebody with a password and a place in an account of his own, both of which a platform app looks after.</summary>
    private async Task<(string Email, long Id, long AccountId, string Token)> JoinAsync(string role)
    {
        using var platform = Caller(Installation.Credentials.PlatformAccessToken);
        var accountId = (await SendAsync(platform, "/platform/api/v1/accounts", new JsonObject { ["name"] = "Acme" }))["id"]!.GetValue<long>();
        var email = $"{Guid.NewGuid():N}@people.example";
        var user = await SendAsync(platform, "/platform/api/v1/users", new JsonObject { ["name"] = "Ada Lovelace", ["email"] = email, ["password"] = Password });
        var id = user["id"]!.GetValue<long>();
        await SendAsync(platform, $"/platform/api/v1/accounts/{accountId}/account_users", new JsonObject { ["user_id"] = id, ["role"] = role });
        return (email, id, accountId, (await SendAsync(platform, $"/platform/api/v1/users/{id}/token", []))["access_token"]!.GetValue<string>());
    }

    private async Task<string> LinkAsync(long user, long accountId)
    {
        using var platform = Caller(Installation.Credentials.PlatformAccessToken);
        return (await platform.GetFromJsonAsync<JsonObject>($"/platform/api/v1/users/{user}/login?embed_account_id={accountId}"))!["url"]!.GetValue<string>();
    }

    private async Task SignInAsync(BrowserPage page, string email)
    {
        await page.GoToAsync(Admin + "/app/");
        await page.UntilAsync("document.querySelector('input[type=email]') !== null");
        await TypeAsync(page, "input[type=email]", email);
        await TypeAsync(page, "input[type=password]", Password);
        await page.ClickAsync("button.primary");
    }

    private static async Task GoToAsync(Dashboard dashboard, string tab)
    {
        await dashboard.GoToAsync("/settings" + tab);
        await dashboard.Page.UntilAsync("document.querySelector('.settings .card') !== null && document.querySelector('.settings .skeleton') === null");
    }

    private static Task TypeAsync(BrowserPage page, string selector, string text) => Dashboard.TypeAsync(page, selector, text);

    private static string Framed(string address)
        => $"<!doctype html><title>CRM</title><style>body {{ margin: 0; font: 16px sans-serif }} h1 {{ padding: 0 1rem }} iframe {{ border: 0; width: 100%; height: 760px }}</style><h1>Acme CRM</h1><iframe src=\"{address}\" title=\"Inbox\"></iframe>";

    private static long Step => DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30;

    /// <summary>As an app makes it (RFC 6238), written anew so that both cannot have the same mistake.</summary>
    private static string CodeOf(string base32, long step)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(each => Convert.ToByte(bits.Substring(each * 8, 8), 2)).ToArray();
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What the device does.
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[19] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
