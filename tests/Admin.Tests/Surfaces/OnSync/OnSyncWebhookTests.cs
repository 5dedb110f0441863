using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Webhooks;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Tests.Surfaces.OnSync;

public sealed class OnSyncWebhookTests : IAsyncLifetime
{
    private static readonly string[] Allowed = ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"];

    private AdminServer _server = null!;
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(settings: Allowed);
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Contact_IsToldSigned_InThisApisShape_AndOtherWebhooksInTheirs()
    {
        var (tenant, client) = await JoinAsync();
        var admin = await tenant.AdministratorAsync();
        (await admin.PostAsync(tenant, "/webhooks", $$"""{"url":"{{_receiver.Address}}upstream"}""")).Is(HttpStatusCode.OK);
        var made = await WebhookAsync(client, "onsync", OnSyncEvents.All);
        var contact = (await client.PostAsync("/v1/contacts", """{"firstName":"Zoë 👩‍💻","email":"zoe@people.example","tags":["lead"]}""")).Is(HttpStatusCode.Created);

        var told = await _receiver.UntilAsync(received => received.Path is "/onsync", "the delivery");
        Assert.Equal("contact.created", told.Event);
        Assert.Equal("sha256=" + WebhookSignature.Sign(Encoding.UTF8.GetBytes(told.Body), made.Text("secret")), told.Headers["X-OnSync-Signature"]);
        Assert.Equal(told.Headers["X-OnSync-Delivery"], told.Json.Text("deliveryId"));
        Assert.InRange(
            long.Parse(told.Headers["X-OnSync-Timestamp"], System.Globalization.CultureInfo.InvariantCulture), TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60, long.MaxValue);
        Assert.DoesNotContain(told.Headers.Keys, name => name.StartsWith("X-Chatwoot", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(contact.Text("id"), told.Json["data"]!.Text("id"));
        Assert.Equal("""["lead"]""", told.Json["data"]!["tags"]!.ToJsonString());
        Assert.Null(told.Json["data"]!["requestId"]);
        Assert.Null(told.Json["sequence"]);
        Assert.EndsWith("Z", told.Json.Text("createdAt"), StringComparison.Ordinal);
        Assert.Equal("contact_created", (await _receiver.UntilAsync(received => received.Path is "/upstream", "upstream's delivery")).Event);

        (await client.PostAsync("/v1/contacts", """{"email":"zoe@people.example","tags":["vip"]}""")).Is(HttpStatusCode.OK);
        var updated = await _receiver.UntilAsync(received => received.Path is "/onsync" && received.Event is "contact.updated", "the update");
        Assert.Equal("""["lead","vip"]""", updated.Json["data"]!["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task Conversation_IsToldInOrder_WithASequenceOfItsOwn_AndWithoutNotes()
    {
        var (tenant, client) = await JoinAsync();
        var agent = await tenant.AgentAsync();
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent);
        await WebhookAsync(client, "onsync", [.. OnSyncEvents.All.Where(name => !name.StartsWith("contact", StringComparison.Ordinal))]);
        _receiver.Answer = async _ =>
        {
            // The later, the quicker: what is not held back would come out of order.
            await Task.Delay(Math.Max(0, 60 - (10 * _receiver.All.Count)));
            return StatusCodes.Status200OK;
        };
        var conversation = await agent.ConversationAsync(tenant, inbox, """, "source_id":"zoe" """);
        (await agent.SayAsync(tenant, conversation, "Hello", "incoming")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Between us","private":true}""")).Is(HttpStatusCode.OK);
        (await agent.SayAsync(tenant, conversation, "Hi")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);
        var resolved = await _receiver.UntilAsync(received => received.Event is "conversation.resolved", "the end");

        var told = _receiver.All.ToList();
        Assert.Equal(["message.created", "message.created", "conversation.assigned", "conversation.resolved"], told.Select(received => received.Event).Where(name => name is not "message.updated"));
        Assert.Equal(Enumerable.Range(1, told.Count).Select(number => (long)number), told.Select(received => received.Json.Number("sequence")));
        Assert.Equal("Hello inbound api:zoe", $"{told[0].Json["data"]!["content"]} {told[0].Json["data"]!["direction"]} {told[0].Json["data"]!["conversationId"]}");
        Assert.Equal("api:zoe resolved", $"{resolved.Json["data"]!["conversationId"]} {resolved.Json["data"]!["status"]}");
        Assert.Equal(agent.User.Id, resolved.Json["data"]!["assignee"]!.Number("id"));
    }

    [Fact]
    public async Task Link_IsToldOfOnlyWhereSomebodyAsked()
    {
        using var client = OnSyncStories.Bearer(_server, _server.Credentials["onsyncKey"]!.GetValue<string>());
        (await _server.Client.PostAsync("/links", """{"url":"https://example.com/before"}""")).Is(HttpStatusCode.Created);
        await WebhookAsync(client, "links", [OnSyncEvents.LinkCreated]);
        var link = (await _server.Client.PostAsync("/links", """{"url":"https://example.com/told","tags":["a"]}""")).Is(HttpStatusCode.Created);
        var told = await _receiver.UntilAsync(_ => true, "the link");
        Assert.Equal(
            $"link.created {link.Text("id")} https://example.com/told {link.Text("shortUrl")}",
            $"{told.Event} {told.Json["data"]!["id"]} {told.Json["data"]!["url"]} {told.Json["data"]!["shortUrl"]}");
        Assert.Single(_receiver.All);
    }

    [Fact]
    public async Task Webhook_IsMadeShownChangedAndDeleted()
    {
        var (_, client) = await JoinAsync();
        var made = (await client.PostAsync("/v1/webhooks", """{"url":"https://example.com/a","events":["message.created"],"secret":"a secret of our own"}""")).Is(HttpStatusCode.Created).Told();
        Assert.StartsWith("webhook_", made.Text("id"), StringComparison.Ordinal);
        Assert.Equal("a secret of our own", made.Text("secret"));
        var path = $"/v1/webhooks/{made.Text("id")}";
        var shown = (await client.GetJsonAsync(path)).Is(HttpStatusCode.OK).Told();
        Assert.Null(shown.Body!["secret"]);
        Assert.Equal("0 0 0", $"{shown.Body["stats"]!["pending"]} {shown.Body["stats"]!["delivered"]} {shown.Body["stats"]!["failed"]}");
        var changed = (await client.SendJsonAsync(HttpMethod.Patch, path, """{"paused":true,"events":["contact.created","contact.updated"],"url":"https://example.com/b"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("""true ["contact.created","contact.updated"] https://example.com/b""", $"{changed.Body!["paused"]} {changed.Body["events"]!.ToJsonString()} {changed.Body["url"]}");
        Assert.Single((await client.GetJsonAsync("/v1/webhooks")).Is(HttpStatusCode.OK).Told().Body!["webhooks"]!.AsArray());
        (await client.DeleteJsonAsync(path)).Is(HttpStatusCode.OK).Told();
        (await client.GetJsonAsync(path)).Refuses(HttpStatusCode.NotFound, "not_found");
        (await client.DeleteJsonAsync(path)).Refuses(HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Webhook_WithWrongFields_IsRefusedWithAllThatIsWrong()
    {
        var (_, client) = await JoinAsync();
        async Task<IReadOnlyList<string>> IssuesAsync(string json) => (await client.PostAsync("/v1/webhooks", json)).Refuses(HttpStatusCode.BadRequest, "validation_error").Issues();
        Assert.Equal(["events invalid_type", "url invalid_type"], await IssuesAsync("{}"));
        Assert.Equal(["events.1 invalid_enum_value", "paused invalid_type", "url invalid_type"], await IssuesAsync("""{"url":7,"events":["message.created","message_created"],"paused":"no"}"""));
        Assert.Equal(["events too_small", "secret too_small", "url invalid_string"], await IssuesAsync("""{"url":"ftp://example.com","events":[],"secret":"short"}"""));
        Assert.Equal(["url invalid_string"], await IssuesAsync("""{"url":"http://10.0.0.1/inside","events":["message.created"]}"""));
        Assert.Equal(["url invalid_string"], await IssuesAsync("""{"url":"http://169.254.169.254/latest","events":["message.created"]}"""));
        (await client.PostAsync("/v1/webhooks", """{"url":"https://example.com/a","events":["message.created"]}""")).Is(HttpStatusCode.Created);
        (await client.PostAsync("/v1/webhooks", """{"url":"https://example.com/a","events":["contact.created"]}""")).Refuses(HttpStatusCode.Conflict, "duplicate");
    }

    [Fact]
    public async Task Secret_Replaced_CountsForADayMore()
    {
        var (tenant, client) = await JoinAsync();
        var made = await WebhookAsync(client, "rotated", [OnSyncEvents.ContactCreated]);
        var path = $"/v1/webhooks/{made.Text("id")}";
        var rotated = (await client.PostAsync(path + "/rotate", "{}")).Is(HttpStatusCode.OK);
        Assert.StartsWith("whsec_", rotated.Text("secret"), StringComparison.Ordinal);
        Assert.NotEqual(made.Text("secret"), rotated.Text("secret"));
        Assert.NotNull(rotated.Body!["previousSecretUntil"]);
        await client.PostAsync("/v1/contacts", """{"email":"one@people.example"}""");
        var told = await _receiver.UntilAsync(_ => true, "the delivery");
        var body = Encoding.UTF8.GetBytes(told.Body);
        Assert.Equal(
            $"sha256={WebhookSignature.Sign(body, rotated.Text("secret"))},sha256={WebhookSignature.Sign(body, made.Text("secret"))}", told.Headers["X-OnSync-Signature"]);

        await tenant.RunAsync("UPDATE webhooks SET previous_secret_until = 1 WHERE account_id = @AccountId");
        await client.PostAsync("/v1/contacts", """{"email":"two@people.example"}""");
        told = await _receiver.UntilAsync(received => received.Json["data"]!["email"]!.GetValue<string>() is "two@people.example", "the delivery afterwards");
        Assert.Equal("sha256=" + WebhookSignature.Sign(Encoding.UTF8.GetBytes(told.Body), rotated.Text("secret")), told.Headers["X-OnSync-Signature"]);
    }

    [Fact]
    public async Task Test_IsDelivered_AndIsInTheLog()
    {
        var (_, client) = await JoinAsync();
        var made = await WebhookAsync(client, "tried", [OnSyncEvents.MessageCreated]);
        var queued = (await client.PostAsync($"/v1/webhooks/{made.Text("id")}/test", "{}")).Is(HttpStatusCode.Accepted).Told();
        var told = await _receiver.UntilAsync(_ => true, "the test");
        Assert.Equal("webhook.test", told.Event);
        Assert.Equal(queued.Text("deliveryId"), told.Headers["X-OnSync-Delivery"]);
        var delivery = await UntilAsync(client, made, "delivered");
        Assert.Equal(queued.Text("deliveryId"), delivery["id"]!.GetValue<string>());
        Assert.Equal(200, delivery["attempts"]![0]!["status"]!.GetValue<int>());
        Assert.InRange(delivery["attempts"]![0]!["latencyMs"]!.GetValue<long>(), 0, 10_000);
    }

    [Fact]
    public async Task DeadLetters_AreKept_AndGoOutAgainUnderTheirIds()
    {
        var (tenant, client) = await JoinAsync();
        var made = await WebhookAsync(client, "dead", [OnSyncEvents.ContactCreated]);
        var path = $"/v1/webhooks/{made.Text("id")}";
        _receiver.Answer = static _ => Task.FromResult(StatusCodes.Status503ServiceUnavailable);
        foreach (var name in new[] { "one", "two" })
        {
            await client.PostAsync("/v1/contacts", $$"""{"email":"{{name}}@people.example"}""");
        }

        await Until.TrueAsync(
            async () =>
            {
                // The pauses of the schedule are its own test's.
                await tenant.RunAsync("UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL AND state = 'pending' AND length(attempts) - length(replace(attempts, '\"at\":', '')) = 5 * attempt_count AND account_id = @AccountId");
                return (await client.GetJsonAsync(path)).Body!["stats"]!["failed"]!.GetValue<int>() == 2;
            },
            "both are given up");
        var page = (await client.GetJsonAsync(path + "/deliveries?status=failed&limit=1")).Is(HttpStatusCode.OK).Told();
        var newest = page.Body!["deliveries"]!.AsArray().Single()!;
        Assert.Equal(4, newest["attempts"]!.AsArray().Count);
        var oldest = (await client.GetJsonAsync($"{path}/deliveries?status=failed&limit=1&cursor={page.Text("nextCursor")}")).Body!["deliveries"]!.AsArray().Single()!;
        Assert.NotEqual(newest["id"]!.GetValue<string>(), oldest["id"]!.GetValue<string>());

        _receiver.Answer = static _ => Task.FromResult(StatusCodes.Status200OK);
        (await client.PostAsync($"{path}/deliveries/{newest["id"]}/redeliver", "{}")).Is(HttpStatusCode.Accepted);
        await Until.TrueAsync(async () => (await client.GetJsonAsync(path)).Body!["stats"]!["delivered"]!.GetValue<int>() == 1, "the one has arrived");
        Assert.Equal(1, (await client.PostAsync(path + "/redeliver", "{}")).Is(HttpStatusCode.Accepted).Body!["queued"]!.GetValue<int>());
        await Until.TrueAsync(async () => (await client.GetJsonAsync(path)).Body!["stats"]!["delivered"]!.GetValue<int>() == 2, "and the other");
        Assert.Equal(2, _receiver.All.Select(received => received.Headers["X-OnSync-Delivery"]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(5, (await client.GetJsonAsync(path + "/deliveries")).Body!["deliveries"]![0]!["attempts"]!.AsArray().Count);
        (await client.PostAsync($"{path}/deliveries/nothing/redeliver", "{}")).Refuses(HttpStatusCode.NotFound, "not_found");
    }

    /// <summary>Kept through an end of the process, and sent as soon as it may.</summary>
    [Fact]
    public async Task Paused_KeepsItsQueue_ThroughARestart()
    {
        var folder = Directory.CreateTempSubdirectory("onelink-onsync-");
        try
        {
            string key;
            string path;
            await using (var first = await AdminServer.StartAsync(folder.FullName, settings: Allowed))
            {
                key = first.Credentials["onsyncKey"]!.GetValue<string>();
                using var before = OnSyncStories.Bearer(first, key);
                path = $"/v1/webhooks/{(await WebhookAsync(before, "paused", [OnSyncEvents.ContactCreated])).Text("id")}";
                (await before.SendJsonAsync(HttpMethod.Patch, path, """{"paused":true}""")).Is(HttpStatusCode.OK);
                await before.PostAsync("/v1/contacts", """{"email":"one@people.example"}""");
                await Until.TrueAsync(async () => (await before.GetJsonAsync(path)).Body!["stats"]!["pending"]!.GetValue<int>() == 1, "the delivery is planned");
            }

            await using var second = await AdminServer.StartAsync(folder.FullName, settings: Allowed);
            using var after = OnSyncStories.Bearer(second, key);
            Assert.Equal(1, (await after.GetJsonAsync(path)).Body!["stats"]!["pending"]!.GetValue<int>());
            Assert.Empty(_receiver.All);
            (await after.SendJsonAsync(HttpMethod.Patch, path, """{"paused":false}""")).Is(HttpStatusCode.OK);
            await _receiver.UntilAsync(received => received.Path is "/paused", "the delivery that waited");
            await Until.TrueAsync(async () => (await after.GetJsonAsync(path)).Body!["stats"]!["delivered"]!.GetValue<int>() == 1, "and it is noted");
            Assert.Single(_receiver.All);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Webhook_OfAnotherAccountOrApi_IsNotThere()
    {
        var (tenant, client) = await JoinAsync();
        var (other, stranger) = await JoinAsync();
        var id = (await WebhookAsync(client, "mine", [OnSyncEvents.ContactCreated])).Text("id");
        var upstream = (await (await tenant.AdministratorAsync()).PostAsync(tenant, "/webhooks", """{"url":"https://example.com/upstream"}""")).Is(HttpStatusCode.OK).Body!["payload"]!["webhook"]!["id"];
        foreach (var (who, path) in new[] { (stranger, $"/v1/webhooks/{id}"), (client, $"/v1/webhooks/webhook_{upstream}") })
        {
            (await who.GetJsonAsync(path)).Refuses(HttpStatusCode.NotFound, "not_found");
            (await who.GetJsonAsync(path + "/deliveries")).Refuses(HttpStatusCode.NotFound, "not_found");
            (await who.SendJsonAsync(HttpMethod.Patch, path, """{"paused":true}""")).Refuses(HttpStatusCode.NotFound, "not_found");
            foreach (var action in new[] { "test", "rotate", "redeliver", "deliveries/x/redeliver" })
            {
                (await who.PostAsync($"{path}/{action}", "{}")).Refuses(HttpStatusCode.NotFound, "not_found");
            }

            (await who.DeleteJsonAsync(path)).Refuses(HttpStatusCode.NotFound, "not_found");
        }

        Assert.Empty((await stranger.GetJsonAsync("/v1/webhooks")).Body!["webhooks"]!.AsArray());
        Assert.Equal(id, (await client.GetJsonAsync("/v1/webhooks")).Body!["webhooks"]!.AsArray().Single()!["id"]!.GetValue<string>());
        using var reader = await tenant.OnSyncAsync(_server, OnSyncScope.ReadWebhooks);
        (await reader.PostAsync("/v1/webhooks", "{}")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        using var writer = await other.OnSyncAsync(_server, OnSyncScope.WriteWebhooks);
        (await writer.GetJsonAsync("/v1/webhooks")).Refuses(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<(Tenant Tenant, HttpClient Client)> JoinAsync()
    {
        var tenant = await Tenant.JoinAsync(_server);
        return (tenant, await tenant.OnSyncAsync(_server));
    }

    private async Task<Answer> WebhookAsync(HttpClient client, string path, IReadOnlyList<string> events)
        => (await client.PostAsync(
            "/v1/webhooks", new JsonObject { ["url"] = new Uri(_receiver.Address, path).AbsoluteUri, ["events"] = new JsonArray([.. events]) }.ToJsonString())).Is(HttpStatusCode.Created);

    private static async Task<JsonNode> UntilAsync(HttpClient client, Answer webhook, string status)
    {
        JsonNode? found = null;
        await Until.TrueAsync(
            async () => (found = (await client.GetJsonAsync($"/v1/webhooks/{webhook.Text("id")}/deliveries?status={status}")).Body!["deliveries"]!.AsArray().FirstOrDefault()) is not null,
            $"a delivery is {status}");
        return found!;
    }
}
