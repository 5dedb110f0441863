using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Harness;
using static OneLink.EndToEnd.Api.JsonCalls;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The agents' inbox in Chromium, and somebody who writes to it through the Client API.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class InboxTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string Visitor = "Amelie Brandt";

    [Fact]
    public async Task Message_OfAContact_IsSeenAsItComesAndAnswered()
    {
        using var agent = new HttpClient { BaseAddress = Installation.Admin.Address };
        agent.DefaultRequestHeaders.Add("api_access_token", Installation.Credentials.UserAccessToken);
        using var visitor = new HttpClient { BaseAddress = Installation.Admin.Address };
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        var inbox = await SendAsync(agent, account + "/inboxes", new JsonObject { ["name"] = "Website", ["channel"] = new JsonObject { ["type"] = "api" } });
        var contacts = $"/public/api/v1/inboxes/{inbox["inbox_identifier"]}/contacts";
        var contact = (await SendAsync(visitor, contacts, new JsonObject { ["name"] = Visitor }))["source_id"];
        var conversation = (await SendAsync(visitor, $"{contacts}/{contact}/conversations", []))["id"]!.GetValue<long>();
        var messages = $"{contacts}/{contact}/conversations/{conversation}/messages";

        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation);
        var page = dashboard.Page;
        await dashboard.GoToAsync($"/inbox/{conversation}");
        await page.UntilAsync($"document.querySelector('.thread-who h2')?.textContent === '{Visitor}'");
        await Dashboard.AssertAccessibleAsync(page, "inbox");

        // Nothing is asked for again: it comes by /cable.
        await SendAsync(visitor, messages, new JsonObject { ["content"] = "Where is my parcel?" });
        await page.UntilAsync(Has(".message:not(.own) .bubble", "Where is my parcel?"));

        await WriteAsync(dashboard, "Behind the blue door");
        await page.UntilAsync(Has(".message.own:not(.pending) .bubble", "Behind the blue door"));
        await page.ClickAsync("[data-mode=note]");
        await WriteAsync(dashboard, "She sounds tired");
        await page.UntilAsync(Has(".message.private:not(.pending) .bubble", "She sounds tired"));
        await Dashboard.AssertAccessibleAsync(page, "thread");
        await page.ScreenshotAsync(Dashboard.Screenshots, "dashboard-inbox");

        Assert.Equal(
            ["Where is my parcel?", "Behind the blue door"],
            (await visitor.GetFromJsonAsync<JsonArray>(messages))!.Where(message => message!["message_type"]!.GetValue<int>() is 0 or 1).Select(message => message!["content"]!.GetValue<string>()));

        await page.ClickAsync("[data-action=resolve]");
        await Eventually.EqualAsync(
            "resolved",
            async () => (await agent.GetFromJsonAsync<JsonObject>($"{account}/conversations/{conversation}"))!["status"]!.GetValue<string>(),
            Eventually.Patience);
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    private static async Task WriteAsync(Dashboard dashboard, string text)
    {
        await dashboard.TypeAsync(".composer textarea", text);
        await dashboard.Page.UntilAsync("!document.querySelector('.composer .button.primary').disabled");
        await dashboard.Page.ClickAsync(".composer .button.primary");
    }

    private static string Has(string selector, string text) => $"[...document.querySelectorAll('{selector}')].some((element) => element.textContent.includes('{text}'))";
}
