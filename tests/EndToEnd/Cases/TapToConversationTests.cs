using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using static OneLink.EndToEnd.Api.JsonCalls;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>From a tap on a link to the conversation that it began: the code that the chat's address carried comes back with the first message.</summary>
[Collection(EdgeBuild.Native)]
public sealed partial class TapToConversationTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task FirstMessage_WithTheCodeOfATap_IsJoinedToItsClick_Once()
    {
        // A domain of its own: the others' links are not to be looked at twice.
        var host = $"d{Guid.NewGuid():N}.example";
        (await Api.PostAsync("/domains", new { host, chatCodes = true })).Expect(201);
        var link = await Installation.PublishAsync(new
        {
            domain = host,
            slug = "chat",
            url = "https://wa.me/4915112345678?text=Hello",
            utm = new { campaign = "spring" },
            variants = new[] { new { name = "A", weight = 1, url = "https://wa.me/4915112345678?text=Hello%20A" }, new { name = "B", weight = 1, url = "https://wa.me/4915112345678?text=Hello%20B" } },
        });
        using var desk = new HttpClient { BaseAddress = Installation.Admin.Address };
        desk.DefaultRequestHeaders.Add("api_access_token", Installation.Credentials.UserAccessToken);
        using var visitor = new HttpClient { BaseAddress = Installation.Admin.Address };
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        var inbox = await SendAsync(desk, account + "/inboxes", new JsonObject { ["name"] = "Chat", ["channel"] = new JsonObject { ["type"] = "api" } });
        var contacts = $"/public/api/v1/inboxes/{inbox["inbox_identifier"]}/contacts";

        // A code that was sent on leads nowhere: the click was somebody else's.
        var (text, variant) = await TapAsync(host, number: 1);
        var first = await WriteAsync(visitor, contacts, text);
        await JoinedAsync(desk, account, first);
        var sentOn = await WriteAsync(visitor, contacts, text);
        var other = await TapAsync(host, number: 2);
        for (var number = 3; other.Variant == variant; number++)
        {
            other = await TapAsync(host, number);
        }

        var second = await WriteAsync(visitor, contacts, other.Text);
        var click = await JoinedAsync(desk, account, second);
        Assert.Null((await ShowAsync(desk, account, sentOn))["additional_attributes"]!["click"]);
        Assert.Equal((link.Id, "spring"), (click["link_id"]!.GetValue<string>(), click["utm_campaign"]!.GetValue<string>()));

        // The agent sees what was typed, and where it comes from.
        var said = (await desk.GetFromJsonAsync<JsonObject>($"{account}/conversations/{first}/messages"))!["payload"]!.AsArray();
        Assert.Contains(said, message => message!["content"]?.GetValue<string>() == "Hello " + variant);
        Assert.Contains(said, message => message!["content"]?.GetValue<string>() == $"Came by the link {link.ShortUrl} (variant {variant}, campaign spring)");
        Assert.DoesNotContain(said, message => message!["content"]?.GetValue<string>().Contains('#', StringComparison.Ordinal) == true);

        // What came of it are conversions, by which variants are judged.
        await SendAsync(desk, $"{account}/conversations/{first}/toggle_status", new JsonObject { ["status"] = "resolved" });
        await Eventually.EqualAsync("reply 2, resolution 1", () => ConversionsAsync(host), Eventually.Patience);
        var judged = (await Api.GetAsync($"/links/chat/stats?domain={host}&groupBy=variant&verdictBy=resolution")).Expect(200).Json.GetProperty("variantTest");
        Assert.Equal(1, judged.GetProperty("variants").EnumerateArray().Sum(shown => shown.GetProperty("converted").GetInt64()));
        Assert.Equal(variant, judged.GetProperty("variants")[0].GetProperty("name").GetString());
        Assert.Equal("notEnoughData", judged.GetProperty("verdict").GetString());
    }

    /// <param name="host">Of the link.</param>
    /// <param name="number">Of the visitor: it is the address by which they are told apart.</param>
    /// <returns>The text that the chat has ready, and the variant to which the visitor belongs.</returns>
    private async Task<(string Text, string Variant)> TapAsync(string host, int number)
    {
        var coded = "";
        await Eventually.TrueAsync(
            async () => CodedText().IsMatch(coded = (await Installation.VisitAsync(new Visit("/chat") { Host = host, UserAgent = UserAgents.IPhone, ForwardedFor = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{number}") })).Location ?? ""),
            Eventually.Patience,
            "the chat's address carries a code");
        var text = Uri.UnescapeDataString(CodedText().Match(coded).Groups["text"].Value);
        return (text, text["Hello ".Length].ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<long> WriteAsync(HttpClient visitor, string contacts, string text)
    {
        var contact = (await SendAsync(visitor, contacts, new JsonObject { ["name"] = "Amelie" }))["source_id"];
        var conversation = (await SendAsync(visitor, $"{contacts}/{contact}/conversations", []))["id"]!.GetValue<long>();
        await SendAsync(visitor, $"{contacts}/{contact}/conversations/{conversation}/messages", new JsonObject { ["content"] = text });
        return conversation;
    }

    private static async Task<JsonObject> ShowAsync(HttpClient desk, string account, long conversation)
        => (await desk.GetFromJsonAsync<JsonObject>($"{account}/conversations/{conversation}"))!;

    private static async Task<JsonNode> JoinedAsync(HttpClient desk, string account, long conversation)
    {
        JsonNode? click = null;
        await Eventually.TrueAsync(
            async () => (click = (await ShowAsync(desk, account, conversation))["additional_attributes"]!["click"]) is not null,
            Eventually.Patience,
            $"conversation {conversation} knows its click");
        return click!;
    }

    private async Task<string> ConversionsAsync(string host)
    {
        var types = (await Api.GetAsync($"/links/chat/stats?domain={host}&conversions=true")).Expect(200).Json.GetProperty("conversions").GetProperty("types");
        return string.Join(", ", types.EnumerateArray().Select(type => $"{type.GetProperty("type").GetString()} {type.GetProperty("count").GetInt64()}"));
    }

    [GeneratedRegex(@"\?text=(?<text>Hello%20[AB]%20%23[0-9A-Z]{10})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodedText();
}
