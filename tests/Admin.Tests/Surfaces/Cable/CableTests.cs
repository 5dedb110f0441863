using System.Net;
using System.Net.WebSockets;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Realtime;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Cable;

public sealed class CableTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Confirmed = "confirm_subscription";
    private const string Rejected = "reject_subscription";

    [Fact]
    public async Task Connect_Protocols_TheOneThatIsKnownIsChosen()
    {
        using var known = await CableClient.ConnectAsync(fixture.Server.BaseAddress, "actioncable-v1-json", "actioncable-unsupported");
        using var none = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        Assert.Equal("actioncable-v1-json", known.Protocol);
        Assert.Null(none.Protocol);
        using var plain = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        Assert.Equal(HttpStatusCode.NotFound, (await plain.GetAsync("/cable")).StatusCode);
    }

    [Fact]
    public async Task Connection_WhileOpen_IsToldTheTimeEveryFewSeconds()
    {
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        var ping = (await client.NextOrCloseAsync(withPings: true))!;
        Assert.Equal("ping", ping["type"]!.GetValue<string>());
        Assert.InRange(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - ping["message"]!.GetValue<long>(), -5, 5);
    }

    [Fact]
    public async Task Person_Subscribed_HearsOfPresenceAndContactsOfTheAccount()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        var room = CableClient.Person(agent, tenant);

        Assert.Equal(Confirmed, await client.SubscribeAsync(room));
        var presence = await client.EventAsync("presence.update");
        Assert.Equal("online", presence["users"]![$"{agent.User.Id}"]!.GetValue<string>());
        Assert.Null(presence["users"]![$"{admin.User.Id}"]);

        var id = await admin.ContactAsync(tenant, """{"name":"Ada \"Countess\" 👩‍💻","email":"ada@people.example","custom_attributes":{"tier":"gold"}}""");
        var created = await client.EventAsync("contact.created");
        Assert.Equal(id, created["id"]!.GetValue<long>());
        Assert.Equal("Ada \"Countess\" 👩‍💻", created["name"]!.GetValue<string>());
        Assert.Equal("gold", created["custom_attributes"]!["tier"]!.GetValue<string>());
        Assert.Equal(tenant.AccountId, created["account_id"]!.GetValue<long>());
        Assert.Equal(admin.User.Id, created["performer"]!["id"]!.GetValue<long>());

        (await admin.PutAsync(tenant, $"/contacts/{id}", """{"name":"Ada"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("Ada", (await client.EventAsync("contact.updated"))["name"]!.GetValue<string>());
        (await admin.DeleteAsync(tenant, $"/contacts/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal("ada@people.example", (await client.EventAsync("contact.deleted"))["email"]!.GetValue<string>());

        await client.CommandAsync("message", room, """{"action":"update_presence"}""");
        Assert.NotNull((await client.EventAsync("presence.update"))["contacts"]);
        await client.CloseAsync();
    }

    [Fact]
    public async Task Subscribe_WithoutTheRight_IsRejected()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var suspended = await Tenant.JoinAsync(fixture.Server);
        var (agent, other) = (await mine.AgentAsync(), await theirs.AgentAsync());
        var lost = await suspended.AgentAsync();
        await suspended.SuspendAsync();
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        string[] refused =
        [
            CableClient.Person(agent, theirs),
            CableClient.Person(lost, suspended),
            CableClient.Contact("no such token"),
            CableClient.Contact(""),
            CableClient.Contact(agent.User.PubsubToken),
            $$"""{"channel":"RoomChannel","pubsub_token":"{{agent.User.PubsubToken}}","account_id":{{mine.AccountId}},"user_id":{{other.User.Id}}}""",
            $$"""{"channel":"OtherChannel","pubsub_token":"{{agent.User.PubsubToken}}","account_id":{{mine.AccountId}}}""",
            $$"""{"channel":"RoomChannel","pubsub_token":"{{agent.User.PubsubToken}}","account_id":"x"}""",
            """{"channel":"RoomChannel","pubsub_token":7}""", "[]", "no JSON", new string('x', 2_000),
        ];
        foreach (var identifier in refused)
        {
            Assert.Equal(Rejected, await client.SubscribeAsync(identifier));
        }

        Assert.Equal(Confirmed, await client.SubscribeAsync($$"""{"channel":"RoomChannel","pubsub_token":"{{agent.User.PubsubToken}}","account_id":"{{mine.AccountId}}"}"""));
    }

    [Fact]
    public async Task Events_OfAnotherAccount_AreNotHeard()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (me, them) = (await mine.AdministratorAsync(), await theirs.AdministratorAsync());
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        await client.SubscribeAsync(CableClient.Person(me, mine));
        await them.ContactAsync(theirs, """{"name":"Theirs"}""");
        await me.ContactAsync(mine, """{"name":"Mine"}""");
        Assert.Equal("Mine", (await client.EventAsync("contact.created"))["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Person_WhoLeavesTheAccount_HearsNothingMore()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        var room = CableClient.Person(agent, tenant);
        await client.SubscribeAsync(room);
        await client.EventAsync("presence.update");
        var database = fixture.Server.Services.GetRequiredService<IDatabase>();
        await database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM account_users WHERE user_id = @Id", new { agent.User.Id }), CancellationToken.None);
        await admin.ContactAsync(tenant, """{"name":"Secret"}""");
        Assert.Equal(Rejected, (await client.NextAsync())["type"]!.GetValue<string>());
        Assert.Equal(Rejected, await client.SubscribeAsync(room + " "));
    }

    [Fact]
    public async Task Audience_IsHeldToByEachListener()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent, other) = (await tenant.AdministratorAsync(), await tenant.AgentAsync(), await tenant.AgentAsync("Carol"));
        var inbox = await tenant.InboxAsync(members: agent);
        var contact = await ContactTokenAsync(tenant, admin, inbox, "one");
        var stranger = await ContactTokenAsync(tenant, admin, inbox, "two");
        await CableClient.CatchUpAsync(fixture.Server, tenant, admin);
        string[] rooms =
        [
            CableClient.Person(admin, tenant), CableClient.Person(agent, tenant), CableClient.Person(other, tenant),
            CableClient.Contact(contact.Token), CableClient.Contact(stranger.Token),
        ];
        var clients = new List<CableClient>();
        foreach (var room in rooms)
        {
            var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
            Assert.Equal(Confirmed, await client.SubscribeAsync(room));
            await client.EventAsync("presence.update");
            clients.Add(client);
        }

        var hub = fixture.Server.Services.GetRequiredService<RealtimeHub>();
        var all = Audience.Everybody.AndContacts([contact.Id, stranger.Id]);
        await hub.TellAsync(
            tenant.AccountId,
            [
                Of("to the inbox and one contact", Audience.OfInbox(inbox).AndContacts([contact.Id])),
                Of("to the inbox but the agent", Audience.OfInbox(inbox) with { Except = new PersonListener(tenant.AccountId, agent.User.Id) }),
                Of("to everybody", all),
            ],
            CancellationToken.None);

        string[][] heard =
        [
            ["to the inbox and one contact", "to the inbox but the agent", "to everybody"],
            ["to the inbox and one contact", "to everybody"],
            ["to everybody"],
            ["to the inbox and one contact", "to everybody"],
            ["to everybody"],
        ];
        foreach (var (client, events) in clients.Zip(heard))
        {
            foreach (var name in events)
            {
                await client.EventAsync(name);
            }

            client.Dispose();
        }

        Broadcast Of(string name, Audience audience) => new(tenant.AccountId, name, [], audience);
    }

    [Fact]
    public async Task Contact_ThatIsThere_IsOnlineForTheAccount()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var contact = await ContactTokenAsync(tenant, admin, await tenant.InboxAsync(), "here");
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        Assert.Equal(Confirmed, await client.SubscribeAsync(CableClient.Contact(contact.Token)));
        Assert.Null((await client.EventAsync("presence.update"))["contacts"]);
        var active = (await admin.GetAsync(tenant, "/contacts/active")).Payload();
        Assert.Equal("here", active.Single()!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("[]")]
    [InlineData("""{"command":"subscribe"}""")]
    public async Task Command_ThatIsNone_EndsTheConnectionWithAReason(string text)
    {
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        await client.SendAsync(text);
        var reason = await client.NextAsync();
        Assert.Equal("""{"type":"disconnect","reason":"invalid_request","reconnect":false}""", reason.ToJsonString());
        Assert.Null(await client.NextOrCloseAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.CloseStatus);
    }

    [Fact]
    public async Task Command_ThatIsTooLong_EndsTheConnection()
    {
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        await client.CommandAsync("subscribe", new string('x', 20_000));
        Assert.Equal("invalid_request", (await client.NextAsync())["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Unsubscribe_EndsTheEvents_AndUnknownCommandsDoNothing()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var room = CableClient.Person(admin, tenant);
        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        await client.SubscribeAsync(room);
        await client.EventAsync("presence.update");
        await client.CommandAsync("sing", room);
        await client.CommandAsync("message", room, """{"action":"sing"}""");
        await client.CommandAsync("message", "another", """{"action":"update_presence"}""");
        await client.CommandAsync("unsubscribe", room);
        await client.CommandAsync("unsubscribe", room);
        await admin.ContactAsync(tenant, """{"name":"Not heard"}""");
        await CableClient.CatchUpAsync(fixture.Server, tenant, admin);
        Assert.Equal(Confirmed, await client.SubscribeAsync(room));
        Assert.Equal("presence.update", (await client.NextAsync())["message"]!["event"]!.GetValue<string>());
    }

    [Fact]
    public async Task Stop_TellsClientsToComeBack()
    {
        var server = await AdminServer.StartAsync();
        using var client = await CableClient.ConnectAsync(server.BaseAddress);
        var stopping = Task.Run(async () => await server.DisposeAsync());
        Assert.Equal("""{"type":"disconnect","reason":"server_restart","reconnect":true}""", (await client.NextAsync()).ToJsonString());
        Assert.Null(await client.NextOrCloseAsync());
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, client.CloseStatus);
        await client.CloseAsync();
        await stopping;
    }

    private async Task<(long Id, string Token)> ContactTokenAsync(Tenant tenant, Person admin, long inbox, string name)
    {
        var id = await admin.ContactAsync(tenant, $$"""{"name":"{{name}}","inbox_id":{{inbox}},"identifier":"{{name}}"}""");
        return await fixture.Server.Services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.QuerySingleAsync<(long, string)>("SELECT id, pubsub_token FROM contact_inboxes WHERE contact_id = @id", new { id }),
            CancellationToken.None);
    }
}
