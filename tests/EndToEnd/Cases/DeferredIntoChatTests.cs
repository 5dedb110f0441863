using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using static OneLink.EndToEnd.Api.JsonCalls;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>From a message's link through the store into the app, which goes on with the conversation that the message stands in.</summary>
[Collection(EdgeBuild.Native)]
public sealed class DeferredIntoChatTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string PlayStore = "https://play.google.com/store/apps/details?id=com.acme.app";
    private const string Secret = "My number is 4711";

    [Fact]
    public async Task App_InstalledThroughAMessagesLink_GoesOnWithTheConversation_Once()
    {
        using var desk = new HttpClient { BaseAddress = Installation.Admin.Address };
        desk.DefaultRequestHeaders.Add("api_access_token", Installation.Credentials.UserAccessToken);
        using var app = new HttpClient { BaseAddress = Installation.Admin.Address };
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        var inbox = await SendAsync(desk, account + "/inboxes", new JsonObject { ["name"] = "App", ["channel"] = new JsonObject { ["type"] = "api" } });
        var contacts = $"/public/api/v1/inboxes/{inbox["inbox_identifier"]}/contacts";

        // Somebody writes, and a rule answers with a link of his own to the app.
        var rule = await SendAsync(desk, account + "/automation_rules", JsonNode.Parse("""
            {"name":"App","event_name":"message_created","conditions":[{"attribute_key":"content","filter_operator":"contains","values":["the app please"]}],
             "actions":[{"action_name":"create_link","action_params":[{"url":"https://example.com/web","deepLinkPath":"acme://chat","platforms":{"android":{"package":"com.acme.app","fallbackUrl":"STORE"}}}]},
                        {"action_name":"send_message","action_params":["Here: {{link.short_url}}"]}]}
            """.Replace("STORE", PlayStore, StringComparison.Ordinal))!.AsObject());
        var contact = (await SendAsync(app, contacts, new JsonObject { ["name"] = "Amelie", ["email"] = "amelie@people.example" }))["source_id"];
        var number = (await SendAsync(app, $"{contacts}/{contact}/conversations", []))["id"]!.GetValue<long>();
        await SendAsync(app, $"{contacts}/{contact}/conversations/{number}/messages", new JsonObject { ["content"] = Secret });
        await SendAsync(app, $"{contacts}/{contact}/conversations/{number}/messages", new JsonObject { ["content"] = "the app please" });
        var shortUrl = "";
        await Eventually.TrueAsync(
            async () => (shortUrl = (await SaidAsync(desk, account, number)).FirstOrDefault(text => text.StartsWith("Here: ", StringComparison.Ordinal))?["Here: ".Length..] ?? "").Length > 0,
            Eventually.Patience,
            "the rule has answered with a link");
        var slug = new Uri(shortUrl).AbsolutePath[1..];

        // He taps it where the app is missing, and the store's address carries the tap.
        await Installation.UntilServedAsync(slug);
        var page = await Installation.VisitAsync(new Visit("/" + slug) { UserAgent = UserAgents.AndroidFirefox, ForwardedFor = "198.51.100.31" });
        var store = WebUtility.HtmlDecode(page.Body[page.Body.IndexOf(PlayStore, StringComparison.Ordinal)..].Split('"')[0]);
        var referrer = Uri.UnescapeDataString(store[(store.IndexOf("referrer=", StringComparison.Ordinal) + 9)..]);
        await Eventually.EqualAsync(1, () => ClicksAsync(slug), Eventually.Patience);

        // Switched off, and by anything but the tap itself: no ticket.
        Assert.Equal("exact off", await OpenAsync(app, new { installReferrer = referrer }));
        await SendAsync(desk, HttpMethod.Patch, account, new JsonObject { ["open_tickets"] = true, ["track_links"] = true });
        Assert.Equal("exact notByClick", await OpenAsync(app, new { deepLink = shortUrl }));
        Assert.Equal("null null", await OpenAsync(app, new { domain = Installation.Domain, platform = "android" }, "198.51.100.99"));

        var opened = await AskAsync(app, new { installReferrer = referrer });
        Assert.Equal("exact given", await OpenAsync(app, new { installReferrer = referrer }));
        var exchange = new JsonObject { ["ticket"] = opened.GetProperty("ticket").GetString() };
        var access = (await SendAsync(app, "/v1/user/request_access_token", exchange))["data"]!;
        using (var second = await app.PostAsJsonAsync("/v1/user/request_access_token", exchange))
        {
            Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        }

        // The same conversation from the link on, in which he goes on.
        var mine = $"/public/api/v1/inboxes/{access["inboxIdentifier"]}/contacts/{access["contactIdentifier"]}/conversations";
        Assert.Equal(number, (await app.GetFromJsonAsync<JsonArray>(mine))!.Single()!["id"]!.GetValue<long>());
        await SendAsync(app, $"{mine}/{number}/messages", new JsonObject { ["content"] = "In the app now" });
        var shown = await app.GetStringAsync(new Uri($"{mine}/{number}/messages", UriKind.Relative));
        Assert.Equal(["Here: " + shortUrl, "In the app now"], JsonNode.Parse(shown)!.AsArray().Select(message => message!["content"]!.GetValue<string>()));
        Assert.DoesNotContain("4711", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("melie", shown, StringComparison.Ordinal);
        var said = await SaidAsync(desk, account, number);
        Assert.Contains("In the app now", said);
        Assert.Contains(said, text => text.StartsWith("The app was opened by the link", StringComparison.Ordinal));

        await PassedOnAsync(desk, app, account, number);
        await SendAsync(desk, HttpMethod.Patch, account, new JsonObject { ["open_tickets"] = false, ["track_links"] = false });
        using (var over = await app.GetAsync(new Uri($"{mine}/{number}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.NotFound, over.StatusCode);
        }

        await desk.DeleteAsync(new Uri($"{account}/automation_rules/{rule["id"]}", UriKind.Relative));
    }

    /// <summary>A link of a message that two have tapped is nobody's any more, whoever was first.</summary>
    private async Task PassedOnAsync(HttpClient desk, HttpClient app, string account, long conversation)
    {
        var content = (await SendAsync(
            desk,
            $"{account}/conversations/{conversation}/messages",
            new JsonObject { ["content"] = "See https://example.com/more", ["metadata"] = new JsonObject { ["trackLinks"] = true } }))["content"]!.GetValue<string>();
        var slug = new Uri(content["See ".Length..]).AbsolutePath[1..];
        await Installation.UntilServedAsync(slug);
        foreach (var address in new[] { "198.51.100.41", "198.51.100.42" })
        {
            await Installation.VisitAsync(new Visit("/" + slug) { UserAgent = UserAgents.Android, ForwardedFor = address });
        }

        await Eventually.EqualAsync(2, () => ClicksAsync(slug), Eventually.Patience);
        foreach (var click in (await Api.GetAsync($"/links/{slug}/clicks")).Expect(200).Json.GetProperty("data").EnumerateArray())
        {
            Assert.Equal("exact otherVisitors", await OpenAsync(app, new { clickId = click.GetProperty("id").GetString() }));
        }
    }

    /// <returns>Less than none where the tables of an installation that has just started are not there yet.</returns>
    private async Task<long> ClicksAsync(string slug)
        => await Api.GetAsync($"/links/{slug}/stats") is { Status: 200 } answer ? answer.Json.GetProperty("totals").GetProperty("clicks").GetInt64() : -1;

    /// <summary>All that was said in a conversation, as its agents see it.</summary>
    private static async Task<List<string>> SaidAsync(HttpClient desk, string account, long conversation)
        => [.. (await desk.GetFromJsonAsync<JsonObject>($"{account}/conversations/{conversation}/messages?after=0"))!["payload"]!.AsArray().Select(message => message!["content"]?.GetValue<string>() ?? "")];

    /// <summary>How it was matched, and why there is no ticket.</summary>
    private static async Task<string> OpenAsync(HttpClient app, object body, string address = "198.51.100.31")
    {
        var answer = await AskAsync(app, body, address);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("ticket").ValueKind);
        return $"{answer.GetProperty("matched").GetString() ?? "null"} {answer.GetProperty("noTicket").GetString() ?? "null"}";
    }

    private static async Task<JsonElement> AskAsync(HttpClient app, object body, string address = "198.51.100.31")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open") { Content = JsonContent.Create(body) };
        request.Headers.Add("X-Forwarded-For", address);
        using var answer = await app.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
