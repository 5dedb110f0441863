using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

public sealed class OnSyncMessageTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Path = "/v1/conversations/whatsapp:+971500000000/messages";

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Messages_OfAConversation_AreTheNewestFirst_WithoutNotes()
    {
        var (tenant, agent, client, conversation) = await TalkAsync(3);
        await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Between us","private":true}""");
        await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""");
        var page = (await client.GetJsonAsync(Path)).Is(HttpStatusCode.OK).Told();
        Assert.Equal("whatsapp:+971500000000", page.Text("conversationId"));
        Assert.Null(page.Body!["nextBefore"]);
        Assert.True(page.Body.AsObject().ContainsKey("nextBefore"));
        Assert.Equal(["said 2", "said 1", "said 0"], Contents(page));
        var newest = page.Body["messages"]![0]!;
        Assert.Equal(
            "whatsapp:+971500000000 whatsapp inbound text received wamid.2",
            $"{newest["conversationId"]} {newest["platform"]} {newest["direction"]} {newest["messageType"]} {newest["status"]} {newest["metadata"]!["platformMessageId"]}");
        Assert.StartsWith("msg_", newest["id"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("outbound sent", $"{page.Body["messages"]![1]!["direction"]} {page.Body["messages"]![1]!["status"]}");
        Assert.Equal(["said 2", "said 1", "said 0"], Contents(await client.GetJsonAsync(Path.Replace("+", "%2B", StringComparison.Ordinal))));
    }

    /// <summary>Two conversations at one address may have messages of the same moment.</summary>
    [Fact]
    public async Task Messages_PageByPage_AreEachThereOnce_AlsoOfOneMoment_AndWhileMoreAreSaid()
    {
        var (tenant, agent, client, first) = await TalkAsync(5, InboxChannel.Api);
        (await agent.PostAsync(tenant, $"/conversations/{first}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);
        var second = (await agent.PostAsync(tenant, "/conversations", """{"source_id":"971500000000"}""")).Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();
        foreach (var number in Enumerable.Range(5, 4))
        {
            await agent.SayAsync(tenant, second, $"said {number}");
        }

        await tenant.RunAsync("UPDATE messages SET created_at = (SELECT COUNT(*) FROM messages m WHERE m.conversation_id = messages.conversation_id AND m.id < messages.id) + 1700000000000 WHERE account_id = @AccountId");
        var seen = new List<string>();
        string? before = null;
        do
        {
            var page = (await client.GetJsonAsync("/v1/conversations/api:971500000000/messages?limit=2" + (before is null ? "" : "&before=" + before))).Is(HttpStatusCode.OK);
            seen.AddRange(Contents(page));
            before = page.Body!["nextBefore"]?.GetValue<string>();
            await agent.SayAsync(tenant, second, $"later {seen.Count}");
        }
        while (before is not null);

        Assert.Equal(Enumerable.Range(0, 9).Select(number => $"said {number}"), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Messages_BeforeATime_AreThoseSaidEarlier()
    {
        var (_, _, client, _) = await TalkAsync(4);
        var page = await client.GetJsonAsync($"{Path}?limit=2");
        var before = page.Text("nextBefore");
        Assert.Equal(page.Body!["messages"]![1]!["createdAt"]!.GetValue<string>(), before);
        Assert.Equal(["said 1", "said 0"], Contents(await client.GetJsonAsync($"{Path}?before={before}")));
    }

    [Fact]
    public async Task Messages_OfNoConversation_AreNotThere()
    {
        var (_, _, client, _) = await TalkAsync(1);
        foreach (var nobody in new[] { "whatsapp:+971500000001", "telegram:971500000000", "whatsapp", "whatsapp:", ":1" })
        {
            (await client.GetJsonAsync($"/v1/conversations/{nobody}/messages")).Refuses(HttpStatusCode.NotFound, "not_found");
        }

        Assert.Equal(["before invalid_string", "limit too_big"], (await client.GetJsonAsync($"{Path}?limit=101&before=x")).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues());
        var other = await Tenant.JoinAsync(Server);
        using var stranger = await other.OnSyncAsync(Server);
        (await stranger.GetJsonAsync(Path)).Refuses(HttpStatusCode.NotFound, "not_found");
        Assert.Empty((await stranger.GetJsonAsync("/v1/messages")).Body!["messages"]!.AsArray());
        using var writer = await other.OnSyncAsync(Server, OnSyncScope.WriteMessages);
        (await writer.GetJsonAsync(Path)).Refuses(HttpStatusCode.Forbidden, "forbidden");
        (await writer.GetJsonAsync("/v1/messages")).Refuses(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Changed_GoesInTheOrderOfTheChanges_AndAsLines()
    {
        var (tenant, agent, client, conversation) = await TalkAsync(5, InboxChannel.Api);
        var message = (await client.GetJsonAsync("/v1/conversations/api:971500000000/messages")).Body!["messages"]!.AsArray()[^2]!["id"]!.GetValue<string>()["msg_".Length..];
        await Task.Delay(2);
        (await agent.Client.PatchAsync($"{tenant.Path}/conversations/{conversation}/messages/{message}", """{"status":"failed","external_error":"gone"}""")).Is(HttpStatusCode.OK);

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await client.GetJsonAsync("/v1/messages?limit=2" + (cursor is null ? "&updatedAfter=2020-01-01T00:00:00Z" : "&cursor=" + cursor))).Is(HttpStatusCode.OK).Told();
            seen.AddRange(Contents(page));
            cursor = page.Body!["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(["said 0", "said 2", "said 3", "said 4", "said 1"], seen);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/messages?updatedAfter=2020-01-01T00:00:00Z");
        request.Headers.TryAddWithoutValidation("Accept", "application/x-ndjson");
        using var answer = await client.SendAsync(request);
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(answer.Headers.GetValues("X-Request-Id"));
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(seen, lines.Select(line => line["content"]!.GetValue<string>()));
        Assert.Equal("failed", lines[^1]["status"]!.GetValue<string>());
        Assert.Empty(Contents(await client.GetJsonAsync("/v1/messages?updatedAfter=2100-01-01T00:00:00Z")));
    }

    /// <summary>A conversation: what is even came in, what is odd was answered.</summary>
    private async Task<(Tenant Tenant, Person Agent, HttpClient Client, long Conversation)> TalkAsync(int messages, string channel = InboxChannel.WhatsApp)
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent);
        var client = await tenant.OnSyncAsync(Server);
        var contact = await agent.ContactAsync(tenant, """{"name":"Sara","phone_number":"+971500000000"}""");
        var conversation = (await agent.PostAsync(
            tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"source_id":"971500000000"}""")).Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();
        foreach (var number in Enumerable.Range(0, messages))
        {
            (await agent.PostAsync(
                tenant,
                $"/conversations/{conversation}/messages",
                $$"""{"content":"said {{number}}","message_type":"{{(number % 2 == 0 ? "incoming" : "outgoing")}}","source_id":"wamid.{{number}}"}""")).Is(HttpStatusCode.OK);
        }

        // Only what comes through an API inbox can be written by a test.
        await tenant.RunAsync($"UPDATE inboxes SET channel = '{channel}' WHERE account_id = @AccountId");
        return (tenant, agent, client, conversation);
    }

    private static IEnumerable<string> Contents(Answer page)
        => page.Is(HttpStatusCode.OK).Body!["messages"]!.AsArray().Select(message => message!["content"]!.GetValue<string>());
}
