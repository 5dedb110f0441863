using System.Net;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Conversations;

public sealed class ConversationTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotAllowed = """{"error":"You are not authorized to do this action"}""";

    [Fact]
    public async Task Create_WithEverything_ShowsEverything()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync("Ada");
        var agent = await tenant.AgentAsync("Bob");
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent);
        var team = await tenant.TeamAsync("support", agent);
        var contact = await admin.ContactAsync(tenant, """{"name":"Cleo","email":"cleo@example.org"}""");

        var made = (await admin.PostAsync(tenant, "/conversations", $$"""
            {"inbox_id":{{inbox}},"contact_id":"{{contact}}","source_id":"s1","additional_attributes":{"referer":"https://a.example"},
             "custom_attributes":{"plan":"gold"},"assignee_id":{{agent.User.Id}},"team_id":{{team}},"message":{"content":"Hello"} }
            """)).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(1, made.Number("id"));
        Assert.Equal("open", made.Text("status"));
        Assert.Equal(tenant.AccountId, made.Number("account_id"));
        Assert.Equal(inbox, made.Number("inbox_id"));
        Assert.Equal("gold", made["custom_attributes"]!.Text("plan"));
        Assert.Equal("https://a.example", made["additional_attributes"]!.Text("referer"));
        Assert.Equal("cleo@example.org", made["meta"]!["sender"]!.Text("email"));
        Assert.Equal("Bob", made["meta"]!["assignee"]!.Text("name"));
        Assert.Equal("User", made["meta"]!.Text("assignee_type"));
        Assert.Equal("support", made["meta"]!["team"]!.Text("name"));
        Assert.Equal("Channel::Api", made["meta"]!.Text("channel"));
        Assert.False(made["meta"]!["hmac_verified"]!.GetValue<bool>());
        Assert.True(made["can_reply"]!.GetValue<bool>());
        Assert.Equal("Hello", made["last_non_activity_message"]!.Text("content"));
        Assert.Equal(1, made["last_non_activity_message"]!.Number("message_type"));
        Assert.Equal("Ada", made["last_non_activity_message"]!["sender"]!.Text("name"));
        Assert.Equal("s1", made["last_non_activity_message"]!["conversation"]!["contact_inbox"]!.Text("source_id"));
        Assert.Equal("Assigned to Bob via support by Ada", Assert.Single(made["messages"]!.AsArray())!.Text("content"));
        Assert.Equal(0, made.Number("waiting_since"));
        Assert.True(made.Number("first_reply_created_at") > 0);
        Assert.Equal(made.ToJsonString(), (await admin.ShowAsync(tenant, 1)).ToJsonString());
    }

    [Fact]
    public async Task Create_DisplayIds_CountPerAccountAndAreNotGivenAgain()
    {
        var (one, two) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (first, second) = (await one.AdministratorAsync(), await two.AdministratorAsync());
        var (inboxOne, inboxTwo) = (await one.InboxAsync(), await two.InboxAsync());

        Assert.Equal(1, await first.ConversationAsync(one, inboxOne));
        Assert.Equal(1, await second.ConversationAsync(two, inboxTwo));
        Assert.Equal(2, await first.ConversationAsync(one, inboxOne));
        (await first.DeleteAsync(one, "/conversations/2")).Is(HttpStatusCode.OK);
        Assert.Equal(3, await first.ConversationAsync(one, inboxOne));
        (await first.GetAsync(one, "/conversations/2")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Create_BySourceIdAlone_FindsItInTheAccountOnly()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (me, they) = (await mine.AdministratorAsync(), await theirs.AdministratorAsync());
        var agent = await mine.AgentAsync();
        var (inbox, strange) = (await mine.InboxAsync(), await theirs.InboxAsync());
        await me.ContactAsync(mine, $$"""{"name":"Cleo","inbox_id":{{inbox}},"source_id":"mine"}""");
        await they.ContactAsync(theirs, $$"""{"name":"Dora","inbox_id":{{strange}},"source_id":"theirs"}""");

        Assert.Equal("pending", (await me.PostAsync(mine, "/conversations", """{"source_id":"mine","status":"pending"}""")).Is(HttpStatusCode.OK).Text("status"));
        (await me.PostAsync(mine, "/conversations", """{"source_id":"theirs"}""")).Is(HttpStatusCode.NotFound);
        (await me.PostAsync(mine, "/conversations", "{}")).Is(HttpStatusCode.NotFound);
        (await agent.PostAsync(mine, "/conversations", """{"source_id":"mine"}""")).Is(HttpStatusCode.Unauthorized, NotAllowed);
    }

    [Fact]
    public async Task Create_WhatCannotBe_IsRefusedAndLeavesNothing()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var (inbox, other) = (await tenant.InboxAsync(), await tenant.InboxAsync(InboxChannel.Email));
        var contact = await admin.ContactAsync(tenant, $$"""{"name":"Cleo","email":"c@example.org","inbox_id":{{inbox}},"source_id":"taken"}""");
        var another = await admin.ContactAsync(tenant, """{"name":"Dora"}""");

        Task<Answer> CreateAsync(string json) => admin.PostAsync(tenant, "/conversations", json);

        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":{{another}},"source_id":"taken"}"""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"source_id should be unique"}""");
        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"status":"asleep"}""")).IsInvalid("Status is not included in the list");
        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"assignee_id":999999}""")).IsInvalid("Assignee must exist");
        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"team_id":999999}""")).IsInvalid("Team must exist");
        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"custom_attributes":"no"}""")).IsInvalid("Custom attributes must be an object");
        (await CreateAsync($$"""{"inbox_id":{{other}},"contact_id":{{contact}},"message":{"content":"x","message_type":"incoming"} }"""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Incoming messages are only allowed in Api inboxes"}""");
        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"message":{"content":"{{new string('x', 150_001)}}"} }"""))
            .IsInvalid("Content is too long (maximum is 150000 characters)");
        (await CreateAsync($$"""{"inbox_id":999999,"contact_id":{{contact}}}""")).Is(HttpStatusCode.NotFound);
        (await CreateAsync($$"""{"inbox_id":{{inbox}},"contact_id":999999}""")).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, (await admin.GetAsync(tenant, "/conversations/meta?status=all")).Meta().Number("all_count"));
    }

    [Fact]
    public async Task Create_InALockedInbox_ReturnsTheLastConversation()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var inbox = await tenant.InboxAsync();
        await tenant.RunAsync("UPDATE inboxes SET lock_to_single_conversation = 1 WHERE account_id = @AccountId");
        var contact = await admin.ContactAsync(tenant, """{"name":"Cleo"}""");
        var json = $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}},"message":{"content":"again"} }""";

        var first = (await admin.PostAsync(tenant, "/conversations", json)).Id();
        var second = (await admin.PostAsync(tenant, "/conversations", json)).Id();

        Assert.Equal(first, second);
        Assert.Equal(2, (await admin.MessagesAsync(tenant, first)).Count);
    }

    [Fact]
    public async Task Create_ForBlockedContactsAndWithBots_BeginsResolvedOrPending()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var (inbox, withBot) = (await tenant.InboxAsync(), await tenant.InboxAsync());
        await tenant.BotAsync(inboxId: withBot);
        var blocked = await admin.ContactAsync(tenant, """{"name":"Mallory","blocked":true}""");

        Assert.Equal("resolved", (await admin.PostAsync(tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{blocked}}}""")).Text("status"));
        Assert.Equal("pending", (await admin.ShowAsync(tenant, await admin.ConversationAsync(tenant, withBot))).Text("status"));
    }

    [Fact]
    public async Task Show_AgentsSeeTheirInboxesAndTheirTeams()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, member, mate, stranger) = (await tenant.AdministratorAsync(), await tenant.AgentAsync(), await tenant.AgentAsync(), await tenant.AgentAsync());
        var inbox = await tenant.InboxAsync(InboxChannel.Api, member);
        var team = await tenant.TeamAsync("sales", mate);
        var id = await admin.ConversationAsync(tenant, inbox, $",\"team_id\":{team}");

        await admin.ShowAsync(tenant, id);
        await member.ShowAsync(tenant, id);
        await mate.ShowAsync(tenant, id);
        (await stranger.GetAsync(tenant, $"/conversations/{id}")).Is(HttpStatusCode.Unauthorized, NotAllowed);
        (await stranger.GetAsync(tenant, $"/conversations/{id}/messages")).Is(HttpStatusCode.Unauthorized, NotAllowed);
        (await stranger.PostAsync(tenant, $"/conversations/{id}/toggle_status", "{}")).Is(HttpStatusCode.Unauthorized, NotAllowed);
        (await stranger.GetAsync(tenant, "/conversations/999")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        (await admin.GetAsync(tenant, "/conversations/no-number")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_IsForAdministrators()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent);
        var id = await admin.ConversationAsync(tenant, inbox);
        await admin.SayAsync(tenant, id, "Hello");

        (await agent.DeleteAsync(tenant, $"/conversations/{id}")).Is(HttpStatusCode.Unauthorized, NotAllowed);
        (await admin.DeleteAsync(tenant, $"/conversations/{id}")).Is(HttpStatusCode.OK);
        (await admin.DeleteAsync(tenant, $"/conversations/{id}")).Is(HttpStatusCode.NotFound);
        (await admin.GetAsync(tenant, $"/conversations/{id}/messages")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Bots_MayDoWhatBotsDoAndNoMore()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var inbox = await tenant.InboxAsync();
        var bot = await tenant.BotAsync(inboxId: inbox);
        var contact = await admin.ContactAsync(tenant, """{"name":"Cleo"}""");

        var id = (await bot.PostAsync($"{tenant.Path}/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}}}""")).Id();
        var path = $"{tenant.Path}/conversations/{id}";
        Assert.Equal("agent_bot", (await bot.PostAsync($"{path}/messages", """{"content":"Hi"}""")).Is(HttpStatusCode.OK).Body!["sender"]!.Text("type"));
        (await bot.PostAsync($"{path}/toggle_priority", """{"priority":"high"}""")).Is(HttpStatusCode.OK);
        (await bot.PostAsync($"{path}/toggle_typing_status", """{"typing_status":"on"}""")).Is(HttpStatusCode.OK);
        (await bot.PostAsync($"{path}/custom_attributes", """{"custom_attributes":{"a":1}}""")).Is(HttpStatusCode.OK);
        (await bot.PostAsync($"{path}/assignments", $$"""{"assignee_id":{{admin.User.Id}}}""")).Is(HttpStatusCode.OK);
        var opened = (await bot.PostAsync($"{path}/toggle_status", """{"status":"open"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("open", opened["payload"]!.Text("current_status"));
        Assert.True((await admin.ShowAsync(tenant, id)).Number("waiting_since") > 0);
        var refused = """{"error":"Access to this endpoint is not authorized for bots"}""";
        (await bot.GetJsonAsync(path)).Is(HttpStatusCode.Unauthorized, refused);
        (await bot.GetJsonAsync($"{path}/messages")).Is(HttpStatusCode.Unauthorized, refused);
        (await bot.PostAsync($"{path}/labels", """{"labels":[]}""")).Is(HttpStatusCode.Unauthorized, refused);
    }
}
