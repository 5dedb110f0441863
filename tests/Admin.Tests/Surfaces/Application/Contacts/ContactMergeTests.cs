using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Events;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application.Contacts;

public sealed class ContactMergeTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    private IDatabase Database => Server.Services.GetRequiredService<IDatabase>();

    [Fact]
    public async Task Merge_TwoContacts_BecomeOneWithEverything()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var inbox = await tenant.InboxAsync();
        var stays = await agent.ContactAsync(tenant, """{"name":"Ada","phone_number":"+14155550111","custom_attributes":{"a":1,"deep":{"x":1}}}""");
        var goes = await agent.ContactAsync(
            tenant, $$"""{"inbox_id":{{inbox}},"source_id":"s","name":"A.","email":"ada@example.com","phone_number":"+14155550112","custom_attributes":{"a":2,"b":3,"deep":{"x":2,"y":2} } }""");
        await agent.PostAsync(tenant, $"/contacts/{stays}/labels", """{"labels":["one"]}""");
        await agent.PostAsync(tenant, $"/contacts/{goes}/labels", """{"labels":["one","two"]}""");
        await agent.PostAsync(tenant, $"/contacts/{goes}/notes", """{"note":{"content":"remembered"}}""");
        var message = await ConversationAsync(tenant.AccountId, inbox, goes);

        var merged = (await agent.PostAsync(tenant, "/actions/contact_merge", $$"""{"base_contact_id":{{stays}},"mergee_contact_id":{{goes}}}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal($"{stays} Ada ada@example.com +14155550111", $"{merged["id"]} {merged["name"]} {merged["email"]} {merged["phone_number"]}");
        Assert.Equal("""{"a":1,"b":3,"deep":{"x":1,"y":2}}""", merged["custom_attributes"]!.ToJsonString());
        Assert.Equal("s", merged["contact_inboxes"]![0]!["source_id"]!.GetValue<string>());
        (await agent.GetAsync(tenant, $"/contacts/{goes}")).Is(HttpStatusCode.NotFound);
        Assert.Equal("""["one","two"]""", (await agent.GetAsync(tenant, $"/contacts/{stays}/labels")).Payload().ToJsonString());
        Assert.Equal("remembered", (await agent.GetAsync(tenant, $"/contacts/{stays}/notes")).Body![0]!["content"]!.GetValue<string>());
        Assert.Equal((stays, stays), await Database.ReadAsync(
            connection => connection.QuerySingleAsync<(long, long)>(
                "SELECT c.contact_id, m.sender_id FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.id = @message", new { message }),
            CancellationToken.None));
        Assert.Equal(
            [EventNames.ContactMerged, EventNames.ContactUpdated],
            await Database.ReadAsync(
                connection => connection.QueryAsync<string>(
                    "SELECT name FROM domain_events WHERE entity_id = @stays AND account_id = @AccountId ORDER BY sequence DESC LIMIT 2", new { stays, tenant.AccountId }),
                CancellationToken.None) is var names ? names.Reverse() : []);
    }

    [Fact]
    public async Task Merge_WithItself_ChangesNothing()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var id = await agent.ContactAsync(tenant, """{"name":"Ada"}""");

        var merged = await agent.PostAsync(tenant, "/actions/contact_merge", $$"""{"base_contact_id":{{id}},"mergee_contact_id":"{{id}}"}""");

        Assert.Equal(id, merged.Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>());
        (await agent.GetAsync(tenant, $"/contacts/{id}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Merge_ContactOfAnother_IsNotFoundAndChangesNothing()
    {
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var (agent, stranger) = (await tenant.AgentAsync(), await other.AgentAsync());
        var mine = await agent.ContactAsync(tenant, """{"name":"mine"}""");
        var theirs = await stranger.ContactAsync(other, """{"name":"theirs"}""");

        foreach (var body in (string[])[$$"""{"base_contact_id":{{mine}},"mergee_contact_id":{{theirs}}}""", $$"""{"base_contact_id":{{theirs}},"mergee_contact_id":{{mine}}}""", "{}"])
        {
            (await agent.PostAsync(tenant, "/actions/contact_merge", body)).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        }

        (await stranger.GetAsync(other, $"/contacts/{theirs}")).Is(HttpStatusCode.OK);
        (await agent.GetAsync(tenant, $"/contacts/{mine}")).Is(HttpStatusCode.OK);
    }

    private Task<long> ConversationAsync(long account, long inbox, long contact)
        => Database.WriteAsync(
            async scope =>
            {
                var conversation = await scope.ScalarAsync<long>(
                    """
                    INSERT INTO conversations (account_id, inbox_id, contact_id, display_id, uuid, last_activity_at, created_at, updated_at)
                    VALUES (@account, @inbox, @contact, 1, @uuid, 1, 1, 1) RETURNING id
                    """,
                    new { account, inbox, contact, uuid = Guid.NewGuid().ToString() });
                return await scope.ScalarAsync<long>(
                    """
                    INSERT INTO messages (account_id, inbox_id, conversation_id, message_type, content, sender_kind, sender_id, created_at, updated_at)
                    VALUES (@account, @inbox, @conversation, 0, 'hi', 'contact', @contact, 1, 1) RETURNING id
                    """,
                    new { account, inbox, conversation, contact });
            },
            CancellationToken.None);
}
