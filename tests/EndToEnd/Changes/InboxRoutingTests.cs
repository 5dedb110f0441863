using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using static OneLink.EndToEnd.Api.JsonCalls;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>A link that leads to a chat while an agent is there, and to a form else: what an agent says of himself is what the next visitor meets.</summary>
[Collection(EdgeBuild.Native)]
public sealed class InboxRoutingTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const string Form = "https://example.com/form";
    private const string Chat = "https://example.com/chat";

    [Fact]
    public async Task Link_FollowsTheInbox_WithinASecondAsARule()
    {
        using var desk = new HttpClient { BaseAddress = Installation.Admin.Address };
        desk.DefaultRequestHeaders.Add("api_access_token", Installation.Credentials.UserAccessToken);
        var account = $"/api/v1/accounts/{Installation.Credentials.AccountId}";
        var me = (await desk.GetFromJsonAsync<JsonObject>("/api/v1/profile"))!["id"]!.GetValue<long>();
        await SayAsync(desk, account, me, "offline");
        var inbox = (await SendAsync(desk, HttpMethod.Post, account + "/inboxes", new JsonObject { ["name"] = "Chat", ["channel"] = new JsonObject { ["type"] = "api" } }))["id"]!.GetValue<long>();
        await SendAsync(desk, HttpMethod.Post, account + "/inbox_members", new JsonObject { ["inbox_id"] = inbox, ["user_ids"] = new JsonArray(me) });
        var link = await Installation.PublishAsync(new
        {
            slug = "talk-or-write",
            url = Form,
            rules = new[] { new { name = "chat", when = new { inbox = new { id = inbox, open = true } }, then = new { url = Chat } } },
        });
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(Form);

        var delays = new List<double>();
        foreach (var (availability, destination) in new[] { ("online", Chat), ("busy", Form), ("online", Chat), ("offline", Form), ("online", Chat) })
        {
            await SayAsync(desk, account, me, availability);
            var delay = await Eventually.TrueAsync(
                async () => (await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug)) { Method = "HEAD" })).Location == destination,
                Eventually.Patience,
                $"the link leads to {destination} once the agent is {availability}");
            delays.Add(delay.TotalMilliseconds);
        }

        Say("after " + string.Join(", ", delays.Select(delay => delay.ToString("0", CultureInfo.InvariantCulture))) + " ms");
        delays.Sort();
        Assert.True(delays[2] < 1_000, $"The median was {delays[2]:0} ms.");
    }

    private static Task<JsonObject> SayAsync(HttpClient desk, string account, long agent, string availability)
        => SendAsync(desk, HttpMethod.Patch, $"{account}/agents/{agent}", new JsonObject { ["auto_offline"] = false, ["availability"] = availability });
}
