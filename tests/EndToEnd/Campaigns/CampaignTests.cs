using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Campaigns;

/// <summary>From taps to a cell of stats, from there to an audience and a campaign, through kills of the admin, and back to stats.</summary>
public sealed partial class CampaignTests(CampaignInstallation installation, ITestOutputHelper output)
    : EndToEndTest(installation, output), IClassFixture<CampaignInstallation>
{
    private const int People = 24;
    private const int Tapping = 16;
    private const int Kills = 3;

    private readonly WhatsAppStandIn _provider = installation.Provider;

    [Fact]
    public async Task CellOfStats_BecomesACampaign_WhoseClicksFlowBack_ThroughKills()
    {
        using var desk = new HttpClient { BaseAddress = Installation.Admin.Address };
        desk.DefaultRequestHeaders.Add("api_access_token", Installation.Credentials.UserAccessToken);
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";

        // An installation that has just started is still making ClickHouse's tables.
        await Eventually.EqualAsync("ready", async () => (await desk.GetFromJsonAsync<JsonObject>("/readyz"))!["analytics"]!.GetValue<string>(), Eventually.Patience);
        using var tracking = JsonContent.Create(new JsonObject { ["track_links"] = true });
        using var switched = await desk.PatchAsync(account, tracking);
        Assert.True(switched.IsSuccessStatusCode);
        var inbox = (await SendAsync(desk, account + "/inboxes", new JsonObject
        {
            ["name"] = "Shop",
            ["channel"] = new JsonObject
            {
                ["type"] = "whatsapp",
                ["phone_number"] = "+971500000000",
                ["provider_config"] = new JsonObject { ["api_key"] = "EAA", ["phone_number_id"] = "1", ["business_account_id"] = "1", ["app_secret"] = "s" },
            },
        }))["id"]!.GetValue<long>();

        // A first message to each, whose link some of them tap, on an iPhone or not.
        foreach (var number in Enumerable.Range(0, People))
        {
            var contact = (await SendAsync(desk, account + "/contacts", new JsonObject { ["name"] = $"Person {number}", ["phone_number"] = "+" + PhoneOf(number) }))["payload"]!["contact"]!["id"]!.GetValue<long>();
            await SendAsync(desk, account + "/conversations", new JsonObject
            {
                ["inbox_id"] = inbox,
                ["contact_id"] = contact,
                ["message"] = new JsonObject
                {
                    ["content"] = $"https://acme.example/first?n={number}",
                    ["template_params"] = new JsonObject { ["name"] = "first", ["language"] = "en", ["processed_params"] = new JsonObject { ["1"] = $"https://acme.example/first?n={number}" } },
                    ["metadata"] = new JsonObject { ["trackLinks"] = true, ["campaign"] = "first" },
                },
            });
        }

        await Eventually.EqualAsync(People, () => Task.FromResult(Reached("first")), Eventually.Patience);
        foreach (var number in Enumerable.Range(0, Tapping))
        {
            await TapAsync("first", number, UserAgents.IPhone);
        }

        await TapAsync("first", Tapping, UserAgents.Windows);
        await Eventually.EqualAsync($"first {Tapping}", () => CampaignClicksAsync("platform=ios"), Eventually.Patience);

        // The cell, as somebody looks at it.
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;
        await dashboard.GoToAsync("/analytics?period=7d&tz=UTC&platform=ios");
        await page.UntilAsync("document.querySelector('[data-action=audience]') !== null && document.querySelector('.totals') !== null");
        await page.ClickAsync("[data-action=audience]");
        await page.UntilAsync("document.querySelector('dialog input.input') !== null");
        await Dashboard.AssertAccessibleAsync(page, "making an audience");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync($"document.querySelector('[data-part=audience-counts]')?.textContent.startsWith('{Tapping} contacts · {Tapping} of their clicks · 0 clicks')");
        await page.ClickAsync("dialog a.primary");
        await page.UntilAsync("document.querySelector('dialog select[name=inbox]') !== null");
        await dashboard.TypeAsync("dialog select[name=inbox]", inbox.ToString(CultureInfo.InvariantCulture));
        await dashboard.TypeAsync("dialog input[name=title]", "Second");
        await page.UntilAsync("document.querySelector('dialog input[name=template]') !== null");
        await dashboard.TypeAsync("dialog input[name=template]", "second");
        await page.UntilAsync("document.querySelector('dialog textarea[name=values]') !== null");
        await dashboard.TypeAsync("dialog input[name=language]", "en");
        await dashboard.TypeAsync("dialog textarea[name=values]", "https://acme.example/second");
        await dashboard.TypeAsync("dialog textarea[name=message]", "https://acme.example/second");
        await dashboard.TypeAsync("dialog input[name=pace]", "600");
        await Dashboard.AssertAccessibleAsync(page, "a new campaign");
        await page.ClickAsync("dialog input[name=quiet]");
        await page.ClickAsync("dialog button.primary");
        await page.UntilAsync("/campaigns\\/\\d+$/.test(location.pathname) && document.querySelector('.page-head button.primary') !== null");
        var campaign = long.Parse(await page.EvaluateAsync("location.pathname.split('/').at(-1)"), CultureInfo.InvariantCulture);
        await page.ClickAsync(".page-head button.primary");
        await page.UntilAsync("document.querySelector('dialog button.primary') !== null");
        await page.ClickAsync("dialog button.primary");
        for (var kill = 1; kill <= Kills; kill++)
        {
            var enough = kill * Tapping / (Kills + 2);
            await Eventually.TrueAsync(() => Task.FromResult(Reached("second") >= enough), Eventually.Patience, $"{enough} are written to");
            await Installation.Admin.KillAsync();
            Installation.Admin.Start();
            await Installation.Admin.UntilReadyAsync();
        }

        await Eventually.EqualAsync("completed", async () => (await ShowAsync(desk, account, campaign))["state"]!.GetValue<string>(), Eventually.Patience);
        await Eventually.EqualAsync(Tapping, () => Task.FromResult(Reached("second")), Eventually.Patience);

        // Each of the cell has it, under one key, and nobody else has.
        var taken = TakenOf("second").ToList();
        Say($"{taken.Count} requests for {Tapping} messages through {Kills} kills");
        Assert.Equal(Enumerable.Range(0, Tapping).Select(PhoneOf).Order(StringComparer.Ordinal), taken.Select(asked => asked.To).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(taken.GroupBy(asked => asked.To, StringComparer.Ordinal), same => Assert.Single(same.Select(asked => (asked.Key, UrlOf(asked.Body))).Distinct()));
        Assert.Equal(Tapping, (await ShowAsync(desk, account, campaign))["counts"]!["sent"]!.GetValue<int>());

        // Who looked on saw it through, kills and all.
        await page.UntilAsync("document.querySelector('.page-head .tag.good')?.textContent === 'Completed' && document.querySelectorAll('.campaigns .list li').length > 0");
        await Dashboard.AssertAccessibleAsync(page, "a campaign");
        foreach (var width in (int[])[360, 768, 1440])
        {
            await page.ShowAsync(width, 900, isDark: false);
            await page.UntilAsync($"innerWidth === {width}");
            Assert.Equal("0", await page.EvaluateAsync("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
            await page.ScreenshotAsync(Dashboard.Screenshots, $"campaign-{width}");
        }

        // And back: of the stats, and of the campaign.
        await TapAsync("second", 0, UserAgents.IPhone);
        await TapAsync("second", 1, UserAgents.IPhone);
        await Eventually.EqualAsync($"first {Tapping}, second 2", () => CampaignClicksAsync("platform=ios"), Eventually.Patience);
        await Eventually.EqualAsync(2, async () => (await ShowAsync(desk, account, campaign))["clicks_count"]!.GetValue<int>(), Eventually.Patience);
    }

    private static string PhoneOf(int number) => string.Create(CultureInfo.InvariantCulture, $"9715000001{number:D2}");

    private IEnumerable<(string To, JsonNode Body, string Key)> TakenOf(string template)
        => _provider.Taken.Where(asked => asked.Body["template"]?["name"]?.GetValue<string>() == template);

    private int Reached(string template) => TakenOf(template).Select(asked => asked.To).Distinct(StringComparer.Ordinal).Count();

    private static string UrlOf(JsonNode body) => ShortUrl().Match(body.ToJsonString().Replace("\\/", "/", StringComparison.Ordinal)).Value;

    /// <summary>Taps the link that somebody was sent.</summary>
    private async Task TapAsync(string template, int number, string userAgent)
    {
        var url = new Uri(UrlOf(TakenOf(template).First(asked => asked.To == PhoneOf(number)).Body));
        var slug = url.AbsolutePath[1..];
        await Installation.UntilServedAsync(slug);
        var answer = await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { UserAgent = userAgent, ForwardedFor = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number + 1}") });
        Assert.StartsWith($"https://acme.example/{template}", answer.Location, StringComparison.Ordinal);
    }

    private async Task<string> CampaignClicksAsync(string filter)
    {
        var groups = (await Api.GetAsync($"/stats?groupBy=campaign&{filter}")).Expect(200).Json.GetProperty("groups").GetProperty("campaign");
        return string.Join(", ", groups.EnumerateArray().Select(row => $"{row.GetProperty("value").GetString()} {row.GetProperty("clicks").GetInt64()}").Order(StringComparer.Ordinal));
    }

    private static async Task<JsonObject> ShowAsync(HttpClient desk, string account, long campaign)
        => (await desk.GetFromJsonAsync<JsonObject>($"{account}/campaigns/{campaign}"))!;

    private static async Task<JsonObject> SendAsync(HttpClient client, string path, JsonObject body)
    {
        using var answer = await client.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    [GeneratedRegex("""https?://(127\.0\.0\.1|localhost)[^" ]*""", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortUrl();
}
