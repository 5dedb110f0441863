using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Browser;
using OneLink.EndToEnd.Faults;
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

        // The browser reaches the admin through what can be cut; the visitor does not.
        var port = LoopbackPorts.Next();
        await using var proxy = new FaultProxy(port, Installation.Admin.Address.Port);
        await using var chromium = await Chromium.StartAsync();
        var dashboard = await Dashboard.SignInAsync(chromium, Installation, through: port);
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

        // The message arrives and its answer does not; the next one and the visitor's wait for the network.
        await page.ClickAsync("[data-mode=reply]");
        await proxy.SetAsync(ProxyFault.CutAnswer);
        await WriteAsync(dashboard, "It is the second door");
        await Eventually.EqualAsync("It is the second door", async () => (await SaidAsync()).Last(), Eventually.Patience);
        await SendAsync(visitor, messages, new JsonObject { ["content"] = "Which one?" });
        await proxy.SetAsync(ProxyFault.Refuse);
        await WriteAsync(dashboard, "On the left");
        await page.UntilAsync("document.querySelectorAll('.message.own.pending').length === 2");
        await proxy.SetAsync(ProxyFault.None);
        await page.UntilAsync(Has(".message.own:not(.pending) .bubble", "On the left"));
        await page.UntilAsync(Has(".message:not(.own) .bubble", "Which one?"));

        // What could not be sent is sent by the page that is opened next, if it is not too old: then its writer is asked.
        await page.BlockAsync("*/messages");
        await WriteAsync(dashboard, "Is it there?");
        await page.UntilAsync(Has(".message.own.pending", "Is it there?"));
        await WriteAsync(dashboard, "Too late");
        await page.UntilAsync("document.querySelectorAll('.message.own.pending').length === 2");
        await page.EvaluateAsync(
            """
            (() => {
              const [key, kept] = Object.entries(localStorage).find(([, kept]) => kept.includes('Too late'));
              localStorage.setItem(key, JSON.stringify({ ...JSON.parse(kept), at: Date.now() / 1000 - 86400 }));
            })()
            """);
        await page.GoToAsync("about:blank");
        await page.BlockAsync();
        await dashboard.GoToAsync($"/inbox/{conversation}");
        await page.UntilAsync(Has(".message.own:not(.pending) .bubble", "Is it there?"));
        await page.UntilAsync("document.querySelector('.message.own.pending [role=alert]') !== null");
        await page.ClickAsync(".message.own.pending [role=alert] button:last-of-type");
        await page.UntilAsync("document.querySelector('.message.own.pending') === null");

        Assert.Equal(
            ["Where is my parcel?", "Behind the blue door", "It is the second door", "Which one?", "On the left", "Is it there?"],
            await SaidAsync());
        Assert.Equal("0", await page.EvaluateAsync("Object.keys(localStorage).filter((key) => key.includes('outgoing')).length"));

        await page.ClickAsync("[data-action=resolve]");
        await Eventually.EqualAsync(
            "resolved",
            async () => (await agent.GetFromJsonAsync<JsonObject>($"{account}/conversations/{conversation}"))!["status"]!.GetValue<string>(),
            Eventually.Patience);
        Assert.DoesNotContain(page.Complaints(), text => text.Contains("Content Security Policy", StringComparison.Ordinal));

        async Task<List<string>> SaidAsync()
            => [.. (await agent.GetFromJsonAsync<JsonObject>($"{account}/conversations/{conversation}/messages"))!["payload"]!.AsArray().Where(message => message!["message_type"]!.GetValue<int>() is 0 or 1 && !message["private"]!.GetValue<bool>()).Select(message => message!["content"]!.GetValue<string>())];
    }

    private static async Task WriteAsync(Dashboard dashboard, string text)
    {
        await dashboard.TypeAsync(".composer textarea", text);
        await dashboard.Page.UntilAsync("!document.querySelector('.composer .button.primary').disabled");
        await dashboard.Page.ClickAsync(".composer .button.primary");
    }

    private static string Has(string selector, string text) => $"[...document.querySelectorAll('{selector}')].some((element) => element.textContent.includes('{text}'))";
}
