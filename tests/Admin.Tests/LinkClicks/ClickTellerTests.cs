using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneLink.Admin.Database;
using OneLink.Admin.LinkClicks.Nudges;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Stats;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Cable;
using OneLink.Admin.Tests.Surfaces.OnSync;
using OneLink.Admin.Tests.Webhooks;

namespace OneLink.Admin.Tests.LinkClicks;

/// <summary>Taps that webhooks are told of one by one, out of the real engine.</summary>
public sealed class ClickTellerTests : IAsyncLifetime
{
    private const int Kills = 3;

    /// <summary>More than one transaction tells of.</summary>
    private const int BatchSize = 600;

    private StatsServer _server = null!;
    private WebhookReceiver _receiver = null!;

    private IEnumerable<WebhookReceiver.Received> Told => _receiver.All.Where(received => received.Event is "link.clicked");

    private IEnumerable<string> ToldIds => Told.Select(received => received.Json["data"]!["click"]!.Text("id"));

    public async Task InitializeAsync()
    {
        _receiver = await WebhookReceiver.StartAsync();
        _server = await StatsServer.StartAsync(withClickHouse: true, ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Taps_AreToldOnceEach_ThroughAnEndOfTheProcess()
    {
        var link = await _server.CreateLinkAsync("told");
        var early = await TapAsync(link, 1);
        await HookAsync();
        var while1 = await TapAsync(link, 3);
        await UntilToldAsync(3);
        await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.UtcNow, ("kind", "bot")), _server.Click(link, DateTimeOffset.UtcNow, ("account_id", 4_000_000))]);

        // What comes while nobody reads is told afterwards, and what was told is read again, for its time overlaps.
        await _server.StopAdminAsync();
        var away = await TapAsync(link, 4);
        await _server.StartAdminAsync();
        var after = await TapAsync(link, 600);
        await UntilToldAsync(607);

        Assert.Equal(while1.Concat(away).Concat(after).Order(StringComparer.Ordinal), ToldIds.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(early.Single(), ToldIds);
        Assert.Equal(607, Told.Select(received => received.Json.Text("id")).Distinct(StringComparer.Ordinal).Count());
        var data = Told.First().Json["data"]!;
        Assert.Equal((link.Text("id"), link.Text("shortUrl"), "ios"), (data.Text("id"), data.Text("shortUrl"), data["click"]!.Text("platform")));
        Assert.Null(data["contactId"]);
    }

    /// <summary>Counted at the receiver: a click is one event with one delivery, which may come twice.</summary>
    [Fact]
    public async Task Taps_ThroughKills_AreOneEventEach()
    {
        var link = await _server.CreateLinkAsync("killed");
        await HookAsync();
        await _server.StopAdminAsync();
        var made = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = await _server.StartAdminChildAsync(("ONELINK_WEBHOOK_ALLOW", "127.0.0.1"));
            var before = ToldIds.Distinct(StringComparer.Ordinal).Count();
            made.AddRange(await TapAsync(link, BatchSize));
            await UntilToldAsync(before + 1);
            made.AddRange(await TapAsync(link, BatchSize));
            child.Kill();
        }

        await _server.StartAdminAsync();

        // Whatever was being told when the process died is told again when its lease is over, which is not waited for.
        await _server.Admin.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => scope.ExecuteAsync("UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL"), CancellationToken.None);
        await UntilToldAsync(made.Count);

        Assert.Equal(made.Order(StringComparer.Ordinal), ToldIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(made.Count, Told.Select(told => told.Json.Text("id")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(made.Count, Told.Select(told => told.Json.Text("deliveryId")).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Taps_OnALinkThatARuleMade_AreTheContactsAndTheMessages_AndFireRules()
    {
        await HookAsync();
        using var client = OnSyncStories.Bearer(_server.Admin, _server.Admin.Credentials.Text("onsyncKey"));
        using var admin = Tenant.ClientWith(_server.Admin, _server.Admin.Credentials.Text("userAccessToken"));
        var account = $"/api/v1/accounts/{_server.Admin.Credentials.Number("accountId")}";
        await RuleAsync(admin, account, "message_created", """[{"attribute_key":"content","filter_operator":"contains","values":["offer"]}]""", """
            [{"action_name":"create_link","action_params":[{"url":"https://acme.example/offer?who={{contact.name}}","tags":["offers"]}]},
             {"action_name":"send_message","action_params":["Here {{contact.first_name}}: {{link.short_url}}"]}]
            """);
        await RuleAsync(admin, account, "link_clicked", "[]", """[{"action_name":"add_private_note","action_params":["Tapped"]},{"action_name":"add_contact_label","action_params":["keen"]}]""");
        await RuleAsync(admin, account, "link_unanswered", "[]", """[{"action_name":"send_message","action_params":["Still there?"]}]""");
        var inbox = await InboxAsync(admin, account);
        var contact = (await client.PostAsync("/v1/contacts", """{"firstName":"Zoë & Co","email":"zoe@people.example"}""")).Is(HttpStatusCode.Created);
        var number = contact.Text("id")["contact_".Length..];
        var conversation = (await admin.PostAsync($"{account}/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{number}},"source_id":"zoe"}""")).Id();
        await admin.PostAsync($"{account}/conversations/{conversation}/messages", """{"content":"An offer?","message_type":"incoming"}""");
        JsonNode? sent = null;
        await Until.TrueAsync(async () => (sent = (await SaidAsync(client)).FirstOrDefault(said => said!.Text("direction") is "outbound")) is not null, "the rule has answered");
        Assert.Equal(0, sent!["metadata"]!.Number("linkClicks"));

        var link = (await _server.GetAsync("/links?tag=offers"))["data"]!.AsArray().Single()!;
        Assert.Equal("https://acme.example/offer?who=Zo%C3%AB%20%26%20Co", link.Text("url"));
        Assert.Equal($"Here Zoë & Co: {link.Text("shortUrl")}", sent.Text("content"));
        await TapAsync(link, 2);
        await UntilToldAsync(2);
        Assert.All(Told, told => Assert.Equal((contact.Text("id"), sent.Text("id")), (told.Json["data"]!.Text("contactId"), told.Json["data"]!.Text("messageId"))));
        Assert.Equal([1L, 2L], Told.Select(told => told.Json.Number("sequence")).Order());
        await Until.TrueAsync(async () => (await client.GetJsonAsync($"/v1/contacts/{contact.Text("id")}")).Body!.Number("linkClicks") == 2, "the contact's taps are counted");
        await Until.TrueAsync(async () => (await SaidAsync(client)).Any(said => said!["metadata"]!["linkClicks"]?.GetValue<long>() == 2), "and the message's");

        // Nothing follows the taps, and the time for it is over: told once, however many taps there were.
        await _server.Admin.Services.GetRequiredService<IDatabase>().WriteAsync(scope => scope.ExecuteAsync("UPDATE link_nudges SET due_at = 1"), CancellationToken.None);
        await _server.Admin.Services.GetServices<IHostedService>().OfType<NudgeAlarm>().Single().RingAsync(CancellationToken.None);
        await Until.TrueAsync(async () => Notes(await admin.GetJsonAsync($"{account}/conversations/{conversation}/messages?after=0"), "Still there?") == 1, "the nudge");

        // A rule fires once for each tap.
        var messages = $"{account}/conversations/{conversation}/messages?after=0";
        await Until.TrueAsync(async () => Notes(await admin.GetJsonAsync(messages)) == 2, "the notes of the rule");
        await TapAsync(link, 1);
        await UntilToldAsync(3);
        await Until.TrueAsync(async () => Notes(await admin.GetJsonAsync(messages)) == 3, "the third note");
        Assert.Equal("""["keen"]""", (await client.GetJsonAsync($"/v1/contacts/{contact.Text("id")}")).Body!["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task Taps_OnATrackedLink_AreTheContactsEverywhere_UntilTheContactIsDeleted()
    {
        using var client = OnSyncStories.Bearer(_server.Admin, _server.Admin.Credentials.Text("onsyncKey"));
        var token = _server.Admin.Credentials.Text("userAccessToken");
        using var admin = Tenant.ClientWith(_server.Admin, token);
        var account = $"/api/v1/accounts/{_server.Admin.Credentials.Number("accountId")}";
        (await admin.SendJsonAsync(HttpMethod.Patch, account, """{"track_links":true}""")).Is(HttpStatusCode.OK);
        var contact = (await client.PostAsync("/v1/contacts", """{"firstName":"Zoë","email":"zoe@people.example"}""")).Is(HttpStatusCode.Created).Text("id");
        var number = contact["contact_".Length..];
        var inbox = await InboxAsync(admin, account);
        var conversation = (await admin.PostAsync($"{account}/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{number}},"source_id":"zoe"}""")).Id();
        var said = (await admin.PostAsync(
            $"{account}/conversations/{conversation}/messages", """{"content":"https://acme.example/a https://acme.example/b","metadata":{"trackLinks":true,"campaign":"spring"}}""")).Is(HttpStatusCode.OK).Body!;
        var made = (await _server.GetAsync("/links?tag=message"))["data"]!.AsArray().Select(link => link!).ToList();
        Assert.Equal(2, made.Count);
        var other = await _server.CreateLinkAsync("other");

        // Nobody has a webhook or a rule: who works in the inbox hears of it all the same.
        var profile = (await admin.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.OK).Body!;
        using var cable = await CableClient.ConnectAsync(_server.Admin.BaseAddress);
        Assert.Equal("confirm_subscription", await cable.SubscribeAsync(
            $$"""{"channel":"RoomChannel","pubsub_token":"{{profile.Text("pubsub_token")}}","account_id":{{account.Split('/')[^1]}},"user_id":{{profile.Number("id")}}}"""));
        var tapped = await TapAsync(made[0], 1);
        var heard = await cable.EventAsync("link.clicked", "presence.update");
        Assert.Equal(
            (tapped[0], made[0].Text("shortUrl"), conversation, number, said.Number("id"), "spring"),
            (heard["click"]!.Text("id"), heard.Text("short_url"), heard.Number("conversation_id"), heard["contact_id"]!.ToString(), heard.Number("message_id"), heard.Text("campaign")));

        await HookAsync();
        await TapAsync(made[1], 2);
        await TapAsync(other, 3);
        await UntilToldAsync(5);
        Assert.Equal(2, Told.Count(told => told.Json["data"]!["contactId"]?.GetValue<string>() == contact && told.Json["data"]!.Text("campaign") is "spring"));
        await Until.TrueAsync(async () => (await client.GetJsonAsync($"/v1/contacts/{contact}")).Body!.Number("linkClicks") == 3, "the contact's taps are counted");
        await TapsAreListedAsync(admin, $"{account}/contacts/{number}", made, conversation, said.Number("id"));
        await GroupsAsync("/stats?groupBy=campaign,contact", ("campaign", "spring 3, unknown 3"), ("contact", $"{number} 3, unknown 3"));
        await GroupsAsync($"/stats?groupBy=campaign&contact={number}", ("campaign", "spring 3"));
        await GroupsAsync("/stats?groupBy=contact&campaign=-spring", ("contact", "unknown 3"));
        var crossed = (await _server.GetAsync("/stats?pivot=campaign,contact"))["pivot"]!.ToJsonString();
        Assert.Contains($"\"{number}\"", crossed, StringComparison.Ordinal);

        // The links go on to work, and nobody can tell any more whose they were.
        (await admin.DeleteJsonAsync($"{account}/contacts/{number}")).Is(HttpStatusCode.OK);
        (await admin.GetJsonAsync($"{account}/contacts/{number}/link_clicks")).Is(HttpStatusCode.NotFound);
        await GroupsAsync("/stats?groupBy=campaign,contact", ("campaign", "unknown 6"), ("contact", "unknown 6"));
        Assert.Equal(2, (await _server.GetAsync("/links?tag=message"))["data"]!.AsArray().Count);
        await TapAsync(made[0], 1);
        await UntilToldAsync(6);
        Assert.Null(Told.Last()!.Json["data"]!["contactId"]);
    }

    /// <summary>The contact's taps one by one, the newest first, in the Application API.</summary>
    private async Task TapsAreListedAsync(HttpClient admin, string contact, List<JsonNode> made, long conversation, long message)
    {
        var page = (await admin.GetJsonAsync($"{contact}/link_clicks")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("""{"count":3,"current_page":1}""", page["meta"]!.ToJsonString());
        var clicks = page["payload"]!.AsArray().Select(click => click!).ToList();
        Assert.Equal([made[1].Text("shortUrl"), made[1].Text("shortUrl"), made[0].Text("shortUrl")], clicks.Select(click => click.Text("short_url")));
        Assert.All(clicks, click => Assert.Equal(
            ("spring", conversation, message, "ios", "link"),
            (click.Text("campaign"), click.Number("conversation_id"), click.Number("message_id"), click.Text("platform"), click.Text("trigger"))));
        Assert.Equal(clicks.Select(click => click.Number("clicked_at")).OrderDescending(), clicks.Select(click => click.Number("clicked_at")));
        Assert.Equal("""{"meta":{"count":3,"current_page":"2"},"payload":[]}""", (await admin.GetJsonAsync($"{contact}/link_clicks?page=2")).Is(HttpStatusCode.OK).Body!.ToJsonString());

        // Who does not work in the inbox sees that there was a tap, and not where the link was sent.
        var tenant = Tenant.Of(_server.Admin, _server.Admin.Credentials.Number("accountId"));
        var agent = await tenant.AgentAsync();
        var seen = (await agent.Client.GetJsonAsync($"{contact}/link_clicks")).Is(HttpStatusCode.OK).Body!["payload"]!.AsArray();
        Assert.All(seen, click => Assert.Equal(("spring", true, true), (click!.Text("campaign"), click!["conversation_id"] is null, click["message_id"] is null)));
        (await agent.Client.GetJsonAsync($"{contact}0/link_clicks")).Is(HttpStatusCode.NotFound);

        await _server.StopClickHouseAsync();
        (await admin.GetJsonAsync($"{contact}/link_clicks")).Is(HttpStatusCode.ServiceUnavailable);
        await _server.StartClickHouseAsync();
    }

    private Task<JsonNode> GroupsAsync(string path, params (string Dimension, string Values)[] groups)
        => _server.EventuallyAsync(path, answer => groups.All(group => group.Values == string.Join(
            ", ", answer["groups"]![group.Dimension]!.AsArray().Select(row => $"{row!["value"]} {row["clicks"]}").Order(StringComparer.Ordinal))));

    private static int Notes(Answer answer, string text = "Tapped") => answer.Is(HttpStatusCode.OK).Body!["payload"]!.AsArray().Count(message => message!["content"]?.GetValue<string>() == text);

    private static async Task<JsonArray> SaidAsync(HttpClient client)
        => (await client.GetJsonAsync("/v1/conversations/api:zoe/messages")).Is(HttpStatusCode.OK).Body!["messages"]!.AsArray();

    private static async Task RuleAsync(HttpClient admin, string account, string eventName, string conditions, string actions)
        => (await admin.PostAsync($"{account}/automation_rules", $$"""{"name":"Rule","event_name":"{{eventName}}","conditions":{{conditions}},"actions":{{actions}}}"""))
            .Is(HttpStatusCode.OK);

    private static async Task<long> InboxAsync(HttpClient admin, string account)
        => (await admin.GetJsonAsync($"{account}/inboxes")).Is(HttpStatusCode.OK).Body!["payload"]!.AsArray()
            .First(inbox => inbox!.Text("channel_type") is "Channel::Api")!.Number("id");

    private async Task HookAsync()
    {
        using var client = OnSyncStories.Bearer(_server.Admin, _server.Admin.Credentials.Text("onsyncKey"));
        using var made = await client.PostAsJsonAsync("/v1/webhooks", new { url = _receiver.Address, events = (string[])["link.clicked"] });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
    }

    private Task UntilToldAsync(int count) => Until.TrueAsync(() => Task.FromResult(ToldIds.Distinct(StringComparer.Ordinal).Count() >= count), $"{count} taps are told of");

    /// <returns>The ids of the clicks, all of one batch.</returns>
    private async Task<List<string>> TapAsync(JsonNode link, int count)
    {
        var rows = Enumerable.Range(0, count).Select(_ => _server.Click(link, DateTimeOffset.UtcNow)).ToList();
        await _server.InsertAsync("clicks", rows);
        return rows.ConvertAll(row => row["click_id"].ToString()!);
    }
}
