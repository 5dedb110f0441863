using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Cable;

/// <summary>What people and contacts hear of conversations: each story is told to an agent of the inbox, one of another inbox, and the contact's client.</summary>
public sealed class ConversationCableTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Messages_ReachThePeopleOfTheInboxAndTheContact_NotesOnlyThePeople()
    {
        using var story = await StoryAsync();
        var (tenant, agent, conversation) = (story.Tenant, story.Agent, story.Conversation);

        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Between us","private":true}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", """{"content":"Hello","echo_id":"e-1"}""")).Is(HttpStatusCode.OK);

        var note = await story.AgentClient.EventAsync("message.created", skip: ["conversation.updated", "first.reply.created"]);
        Assert.Equal("Between us", note.Text("content"));
        Assert.True(note["private"]!.GetValue<bool>());
        var hello = await story.AgentClient.EventAsync("message.created", skip: ["conversation.updated"]);
        Assert.Equal("Hello", hello.Text("content"));
        Assert.Equal("e-1", hello.Text("echo_id"));
        Assert.Equal(1, hello.Number("message_type"));
        Assert.Equal(tenant.AccountId, hello.Number("account_id"));
        Assert.Equal(conversation, hello.Number("conversation_id"));
        Assert.Equal("User", hello.Text("sender_type"));
        Assert.Equal(agent.User.Id, hello["performer"]!.Number("id"));

        var heard = await story.ContactClient.EventAsync("message.created", skip: ["conversation.updated"]);
        Assert.Equal("Hello", heard.Text("content"));
        Assert.Null(heard["private"]);

        var reply = await story.AgentClient.EventAsync("first.reply.created", skip: ["conversation.updated"]);
        Assert.Equal(hello.Number("id"), reply.Number("id"));
        (await agent.SayAsync(tenant, conversation, "Again")).Is(HttpStatusCode.OK);
        Assert.Equal("Again", (await story.AgentClient.EventAsync("message.created", skip: ["conversation.updated"])).Text("content"));
        Assert.Equal("Again", (await story.ContactClient.EventAsync("message.created", skip: ["conversation.updated"])).Text("content"));
        await story.NobodyElseHeardAsync();
    }

    [Fact]
    public async Task Changes_AreToldAsWhatTheyAre()
    {
        using var story = await StoryAsync();
        var (tenant, agent, conversation) = (story.Tenant, story.Agent, story.Conversation);

        (await agent.PostAsync(tenant, $"/conversations/{conversation}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);
        var assigned = await story.AgentClient.EventAsync("assignee.changed", skip: ["message.created"]);
        Assert.Equal(agent.User.Id, assigned["meta"]!["assignee"]!.Number("id"));
        await story.AgentClient.EventAsync("conversation.updated", skip: ["message.created"]);

        (await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_status", """{"status":"resolved"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("resolved", (await story.AgentClient.EventAsync("conversation.status_changed", skip: ["message.created"])).Text("status"));
        var forContact = await story.ContactClient.EventAsync("conversation.status_changed", skip: ["conversation.updated"]);
        Assert.Equal("resolved", forContact.Text("status"));
        Assert.Null(forContact["meta"]);
        Assert.Null(forContact["labels"]);
        Assert.Null(forContact["custom_attributes"]);
        await story.NobodyElseHeardAsync();
    }

    [Fact]
    public async Task Typing_IsToldToAllButTheTypist_NotesNeverToTheContact()
    {
        using var story = await StoryAsync();
        var (tenant, agent, conversation) = (story.Tenant, story.Agent, story.Conversation);
        var admin = await tenant.AdministratorAsync("Ada");
        using var adminClient = await SubscribedAsync(CableClient.Person(admin, tenant));

        (await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_typing_status", """{"typing_status":"on","is_private":true}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_typing_status", """{"typing_status":"off"}""")).Is(HttpStatusCode.OK);
        Assert.True((await adminClient.EventAsync("conversation.typing_on"))["is_private"]!.GetValue<bool>());
        var off = await adminClient.EventAsync("conversation.typing_off");
        Assert.Equal(agent.User.Id, off["user"]!.Number("id"));
        Assert.Equal(conversation, off["conversation"]!.Number("id"));
        Assert.Null((await story.ContactClient.EventAsync("conversation.typing_off"))["conversation"]!["meta"]);

        // The typist hears the next thing, and nothing of the typing.
        (await admin.SayAsync(tenant, conversation, "Next")).Is(HttpStatusCode.OK);
        Assert.Equal("Next", (await story.AgentClient.EventAsync("message.created", skip: ["conversation.updated"])).Text("content"));
        await story.NobodyElseHeardAsync();
    }

    [Fact]
    public async Task Deletion_IsToldToThePeopleOfTheInbox()
    {
        using var story = await StoryAsync();
        var admin = await story.Tenant.AdministratorAsync("Ada");
        (await admin.DeleteAsync(story.Tenant, $"/conversations/{story.Conversation}")).Is(HttpStatusCode.OK);
        Assert.Equal(story.Conversation, (await story.AgentClient.EventAsync("conversation.deleted")).Number("id"));
        await story.NobodyElseHeardAsync();
    }

    private async Task<CableClient> SubscribedAsync(string room)
    {
        var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        Assert.Equal("confirm_subscription", await client.SubscribeAsync(room));
        await client.EventAsync("presence.update");
        return client;
    }

    private async Task<Story> StoryAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (agent, outsider) = (await tenant.AgentAsync(), await tenant.AgentAsync("Carol"));
        var inbox = await tenant.InboxAsync(members: agent);
        await tenant.InboxAsync(members: outsider);
        var database = fixture.Server.Services.GetRequiredService<IDatabase>();

        // Who listens is online, and would be given the conversation some time later.
        await database.WriteAsync(scope => scope.ExecuteAsync("UPDATE inboxes SET enable_auto_assignment = 0 WHERE id = @inbox", new { inbox }), CancellationToken.None);
        var conversation = await agent.ConversationAsync(tenant, inbox);
        var stranger = await agent.ContactAsync(tenant, $$"""{"name":"Stranger","inbox_id":{{inbox}}}""");
        var tokens = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(long Contact, string Token)>(
                "SELECT contact_id, pubsub_token FROM contact_inboxes WHERE account_id = @AccountId", new { tenant.AccountId })).ToDictionary(row => row.Contact, row => row.Token),
            CancellationToken.None);
        await CableClient.CatchUpAsync(fixture.Server, tenant, agent);
        return new Story(
            tenant,
            agent,
            conversation,
            await SubscribedAsync(CableClient.Person(agent, tenant)),
            await SubscribedAsync(CableClient.Contact(tokens.Single(row => row.Key != stranger).Value)),
            await SubscribedAsync(CableClient.Person(outsider, tenant)),
            await SubscribedAsync(CableClient.Contact(tokens[stranger])));
    }

    private sealed record Story(
        Tenant Tenant, Person Agent, long Conversation, CableClient AgentClient, CableClient ContactClient, CableClient OutsiderClient, CableClient StrangerClient) : IDisposable
    {
        /// <summary>Those who may not know hear of a later contact next, or nothing.</summary>
        public async Task NobodyElseHeardAsync()
        {
            await Agent.ContactAsync(Tenant, """{"name":"Later"}""");
            Assert.Equal("Later", (await OutsiderClient.EventAsync("contact.created")).Text("name"));
            await OutsiderClient.CommandAsync("subscribe", CableClient.Contact("unknown"));
            await StrangerClient.CommandAsync("subscribe", CableClient.Contact("unknown"));
            Assert.Equal("reject_subscription", (await StrangerClient.NextAsync())["type"]!.GetValue<string>());
        }

        public void Dispose()
        {
            AgentClient.Dispose();
            ContactClient.Dispose();
            OutsiderClient.Dispose();
            StrangerClient.Dispose();
        }
    }
}
