using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Tests.Webhooks;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Secret = "s3cret";

    private AdminServer _server = null!;
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Event_Subscribed_IsDeliveredOnceSignedAndWhole()
    {
        var tenant = await Tenant.JoinAsync(_server, "Acme & Söhne");
        var admin = await tenant.AdministratorAsync();
        await WebhookAsync(tenant, "/all", [.. WebhookEvents.Default]);
        await WebhookAsync(tenant, "/updates", [WebhookEvents.ContactUpdated]);

        var id = await admin.ContactAsync(tenant, """{"name":"Zoë \"Z\" 👩‍💻","email":"zoe@people.example"}""");
        var created = await _receiver.UntilAsync(received => received.Event is "contact_created", "a delivery of the creation");
        Assert.Equal("/all", created.Path);
        Assert.Equal("application/json", created.Headers["Content-Type"]);
        Assert.Equal("sha256=" + WebhookSignature.Sign(created.Headers["X-Chatwoot-Timestamp"], Encoding.UTF8.GetBytes(created.Body), Secret), created.Headers["X-Chatwoot-Signature"]);
        Assert.Equal(id, created.Json["id"]!.GetValue<long>());
        Assert.Equal("Zoë \"Z\" 👩‍💻", created.Json["name"]!.GetValue<string>());
        Assert.Equal("Acme & Söhne", created.Json["account"]!["name"]!.GetValue<string>());
        Assert.Null(created.Json["changed_attributes"]);

        (await admin.PutAsync(tenant, $"/contacts/{id}", """{"name":"Zoë"}""")).Is(HttpStatusCode.OK);
        (await admin.PutAsync(tenant, $"/contacts/{id}", """{"name":"Zoë"}""")).Is(HttpStatusCode.OK);
        var updated = await _receiver.UntilAsync(received => received.Path is "/updates", "a delivery of the change");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""[{"name":{"previous_value":"Zoë \"Z\" 👩‍💻","current_value":"Zoë"}}]"""), updated.Json["changed_attributes"]));

        await AllFinishedAsync(tenant, deliveries: 3);
        Assert.Equal(3, _receiver.All.Count);
        Assert.Equal(3, _receiver.All.Select(received => received.Delivery).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Conversation_IsToldInOrder_WithNotesAndWithoutActivity()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var agent = await tenant.AgentAsync();
        var inbox = await tenant.InboxAsync(members: agent);
        await WebhookAsync(tenant, "/told", [.. WebhookEvents.Default.Where(name => !name.StartsWith("contact", StringComparison.Ordinal))]);
        _receiver.Answer = async received =>
        {
            // The later, the quicker: what is not held back would come out of order.
            await Task.Delay(Math.Max(0, 60 - (10 * _receiver.All.Count)));
            return StatusCodes.Status200OK;
        };

        var conversation = await agent.ConversationAsync(tenant, inbox);
        (await agent.SayAsync(tenant, conversation, "Hello", "incoming")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Between us","private":true}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);
        var resolved = await _receiver.UntilAsync(received => received.Event is "conversation_status_changed" && received.Json.Text("status") is "resolved", "the change of status");
        Assert.Equal("resolved", resolved.Json["changed_attributes"]![0]!["status"]!.Text("current_value"));
        Assert.Equal(conversation, resolved.Json.Number("id"));

        var all = _receiver.All.ToList();
        Assert.Equal("conversation_created", all[0].Event);
        var messages = all.Where(received => received.Event is "message_created").Select(received => received.Json).ToList();
        Assert.Equal(["Hello", "Between us"], messages.Select(message => message.Text("content")));
        Assert.Equal("incoming", messages[0].Text("message_type"));
        Assert.EndsWith("Z", messages[0].Text("created_at"), StringComparison.Ordinal);
        Assert.Equal(conversation, messages[0]["conversation"]!.Number("id"));
        Assert.Equal(tenant.AccountId, messages[0]["account"]!.Number("id"));
        Assert.Equal("user", messages[1]["sender"]!.Text("type"));
        Assert.True(messages[1]["private"]!.GetValue<bool>());
    }

    [Fact]
    public async Task InboxWithAnAddressOfItsOwn_IsToldOfItsConversationsOnly()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var (told, other) = (await tenant.InboxAsync(), await tenant.InboxAsync());
        await RunAsync("UPDATE inboxes SET webhook_url = @url, webhook_secret = @Secret WHERE id = @told", new { url = _receiver.Address + "inbox", Secret, told });
        await admin.ConversationAsync(tenant, other);
        await admin.ConversationAsync(tenant, told);
        var created = await _receiver.UntilAsync(_ => true, "the conversation of the inbox");
        Assert.Equal(told, created.Json.Number("inbox_id"));
        Assert.Equal("conversation_created", created.Event);
        Assert.DoesNotContain(_receiver.All, received => received.Json.Number("inbox_id") == other);
    }

    [Fact]
    public async Task Failure_IsTriedAgainUnderTheSameDelivery_AndEachAttemptIsKept()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var webhook = await WebhookAsync(tenant, "/flaky", [WebhookEvents.ContactCreated]);
        _receiver.Answer = _ => Task.FromResult(_receiver.All.Count == 1 ? StatusCodes.Status500InternalServerError : StatusCodes.Status204NoContent);
        await admin.ContactAsync(tenant, """{"name":"Ada"}""");
        await AllFinishedAsync(tenant, deliveries: 1);
        var ids = _receiver.All.Select(received => received.Delivery).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Equal(ids[0], ids[1]);
        var (state, attempts) = await RowAsync<(string, string)>("SELECT state, attempts FROM webhook_deliveries WHERE target = @target", new { target = $"webhook:{webhook}" });
        Assert.Equal("delivered", state);
        Assert.Equal([500, 204], JsonDocument.Parse(attempts).RootElement.EnumerateArray().Select(attempt => attempt.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Failure_AfterFourAttempts_IsGivenUpWithItsReasons()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var webhook = await WebhookAsync(tenant, $"http://127.0.0.1:{LoopbackPorts.Next()}/nobody", [WebhookEvents.ContactCreated]);
        await admin.ContactAsync(tenant, """{"name":"Ada"}""");
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var made = attempt;
            await Until.TrueAsync(
                async () => JsonDocument.Parse(await RowAsync<string>("SELECT COALESCE(MAX(attempts), '[]') FROM webhook_deliveries WHERE target = @target", new { target = $"webhook:{webhook}" })).RootElement.GetArrayLength() >= made,
                $"attempt {attempt}");

            // The pauses of the schedule are its own test's.
            await RunAsync("UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL");
        }

        await AllFinishedAsync(tenant, deliveries: 1);
        var (state, attempts) = await RowAsync<(string, string)>("SELECT state, attempts FROM webhook_deliveries WHERE target = @target", new { target = $"webhook:{webhook}" });
        Assert.Equal("failed", state);
        Assert.All(
            JsonDocument.Parse(attempts).RootElement.EnumerateArray(),
            attempt => Assert.Equal("The server could not be reached, or broke the connection off.", attempt.GetProperty("reason").GetString()));
    }

    /// <summary>Case 89.</summary>
    [Fact]
    public async Task MessageThatTheInboxesAddressDoesNotTake_HasFailed()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var inbox = await tenant.InboxAsync();
        await RunAsync("UPDATE inboxes SET webhook_url = @url, webhook_secret = @Secret WHERE id = @inbox", new { url = _receiver.Address + "inbox", Secret, inbox });
        await WebhookAsync(tenant, "/account", [WebhookEvents.MessageCreated]);
        _receiver.Answer = received => Task.FromResult(received.Path is "/inbox" && received.Event.StartsWith("message", StringComparison.Ordinal) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
        var conversation = await admin.ConversationAsync(tenant, inbox);
        (await admin.SayAsync(tenant, conversation, "Hello")).Is(HttpStatusCode.OK);
        await Until.TrueAsync(
            async () =>
            {
                // The pauses of the schedule are its own test's.
                await RunAsync("UPDATE webhook_deliveries SET next_attempt_at = 1 WHERE next_attempt_at IS NOT NULL AND state = 'pending' AND attempts <> '[]'");
                return (await admin.MessagesAsync(tenant, conversation)).Single(message => message.Number("message_type") == 1).Text("status") is "failed";
            },
            "the message has failed");
        var message = (await admin.MessagesAsync(tenant, conversation)).Single(message => message.Number("message_type") == 1);
        Assert.Equal("The server answered 503.", message["content_attributes"]!.Text("external_error"));
    }

    [Fact]
    public async Task DeadEndpoint_HoldsUpNobodyElse()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var hanging = new TaskCompletionSource();
        _receiver.Answer = async received =>
        {
            if (received.Path is "/hangs")
            {
                await hanging.Task;
            }

            return StatusCodes.Status200OK;
        };
        await WebhookAsync(tenant, "/hangs", [WebhookEvents.ContactCreated]);
        await WebhookAsync(tenant, "/works", [WebhookEvents.ContactCreated]);
        for (var i = 0; i < 30; i++)
        {
            await admin.ContactAsync(tenant, $$"""{"name":"Contact {{i}}"}""");
        }

        await Until.TrueAsync(() => Task.FromResult(_receiver.All.Count(received => received.Path is "/works") == 30), "every delivery to the one that works");
        Assert.InRange(_receiver.All.Count(received => received.Path is "/hangs"), 1, 4);
        hanging.SetResult();
        await AllFinishedAsync(tenant, deliveries: 60);
    }

    [Fact]
    public async Task Paused_KeepsItsQueue()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var webhook = await WebhookAsync(tenant, "/paused", [WebhookEvents.ContactCreated]);
        await RunAsync("UPDATE webhooks SET is_paused = 1 WHERE id = @webhook", new { webhook });
        await WebhookAsync(tenant, "/other", [WebhookEvents.ContactCreated]);
        await admin.ContactAsync(tenant, """{"name":"Ada"}""");
        await _receiver.UntilAsync(received => received.Path is "/other", "the delivery to the other");
        Assert.DoesNotContain(_receiver.All, received => received.Path is "/paused");
        await RunAsync("UPDATE webhooks SET is_paused = 0 WHERE id = @webhook", new { webhook });
        await _receiver.UntilAsync(received => received.Path is "/paused", "the delivery that waited");
    }

    [Fact]
    public async Task Webhook_ThatIsDeletedOrElsewhere_HearsNothing()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(_server), await Tenant.JoinAsync(_server));
        var admin = await mine.AdministratorAsync();
        await WebhookAsync(theirs, "/theirs", [.. WebhookEvents.Default]);
        var gone = await WebhookAsync(mine, "/gone", [WebhookEvents.ContactCreated]);
        await RunAsync("UPDATE webhooks SET is_paused = 1 WHERE id = @gone", new { gone });
        await admin.ContactAsync(mine, """{"name":"Ada"}""");
        await Until.TrueAsync(async () => await RowAsync<long>("SELECT COUNT(*) FROM webhook_deliveries") == 1, "the delivery is planned");
        await RunAsync("DELETE FROM webhooks WHERE id = @gone", new { gone });
        await Until.TrueAsync(async () => await RowAsync<long>("SELECT COUNT(*) FROM webhook_deliveries") == 0, "the delivery is dropped");
        Assert.Empty(_receiver.All);
    }

    [Fact]
    public async Task Address_InsideTheNetwork_IsRefusedWhenItIsCalled()
    {
        await using var server = await AdminServer.StartAsync();
        var tenant = await Tenant.JoinAsync(server);
        var admin = await tenant.AdministratorAsync();
        var database = server.Services.GetRequiredService<IDatabase>();
        await InsertAsync(database, tenant, _receiver.Address + "inside", [WebhookEvents.ContactCreated]);
        await admin.ContactAsync(tenant, """{"name":"Ada"}""");
        await Until.TrueAsync(
            () => database.ReadAsync(async connection => await connection.ExecuteScalarAsync<string>("SELECT attempts FROM webhook_deliveries") is { } attempts && attempts.Contains("has no public address", StringComparison.Ordinal), CancellationToken.None),
            "the attempt is refused");
        Assert.Empty(_receiver.All);
    }

    /// <summary>The process dies after a delivery was taken and before its outcome is noted: it is sent once more, under the same id.</summary>
    [Fact]
    public async Task Crash_BetweenSendingAndNoting_SendsOnceMore()
    {
        var folder = Directory.CreateTempSubdirectory("onelink-webhooks-");
        try
        {
            var allow = new[] { "--ONELINK_WEBHOOK_ALLOW=127.0.0.1" };
            await using (var first = await AdminServer.StartAsync(folder.FullName, settings: allow))
            {
                var tenant = await Tenant.JoinAsync(first);
                var database = first.Services.GetRequiredService<IDatabase>();
                await InsertAsync(database, tenant, _receiver.Address + "crash", [WebhookEvents.ContactCreated]);
                _receiver.Answer = async _ =>
                {
                    await Task.Delay(TimeSpan.FromSeconds(30));
                    return StatusCodes.Status200OK;
                };
                await (await tenant.AdministratorAsync()).ContactAsync(tenant, """{"name":"Ada"}""");
                await _receiver.UntilAsync(_ => true, "the first attempt");
            }

            _receiver.Answer = static _ => Task.FromResult(StatusCodes.Status200OK);
            await using var second = await AdminServer.StartAsync(folder.FullName, settings: allow);
            var again = second.Services.GetRequiredService<IDatabase>();

            // As after the lease.
            await again.WriteAsync(scope => scope.ExecuteAsync("UPDATE webhook_deliveries SET next_attempt_at = 1"), CancellationToken.None);
            await Until.TrueAsync(() => Task.FromResult(_receiver.All.Count == 2), "the second attempt");
            Assert.Single(_receiver.All.Select(received => received.Delivery).Distinct(StringComparer.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Task<long> WebhookAsync(Tenant tenant, string path, string[] events)
        => InsertAsync(_server.Services.GetRequiredService<IDatabase>(), tenant, new Uri(_receiver.Address, path).AbsoluteUri, events);

    private static Task<long> InsertAsync(IDatabase database, Tenant tenant, string url, string[] events)
        => database.WriteAsync(
            scope => scope.ScalarAsync<long>(
                """
                INSERT INTO webhooks (account_id, url, subscriptions, secret, created_at, updated_at)
                VALUES (@AccountId, @url, @subscriptions, @Secret, 0, 0) RETURNING id
                """,
                new { tenant.AccountId, url, subscriptions = JsonSerializer.Serialize(events), Secret }),
            CancellationToken.None);

    private Task AllFinishedAsync(Tenant tenant, int deliveries)
        => Until.TrueAsync(
            async () => await RowAsync<long>("SELECT COUNT(*) FROM webhook_deliveries WHERE account_id = @AccountId AND finished_at IS NOT NULL", new { tenant.AccountId }) == deliveries,
            $"{deliveries} deliveries are finished");

    private Task<T> RowAsync<T>(string sql, object? parameters = null)
        => _server.Services.GetRequiredService<IDatabase>().ReadAsync(connection => connection.QuerySingleAsync<T>(sql, parameters), CancellationToken.None);

    private Task<int> RunAsync(string sql, object? parameters = null)
        => _server.Services.GetRequiredService<IDatabase>().WriteAsync(scope => scope.ExecuteAsync(sql, parameters), CancellationToken.None);
}
