using System.Net;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Conversations;

public sealed class ConversationListTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task List_StatusAndAssignee_ShowTheirsAndCountAll()
    {
        var (tenant, admin, agent, _) = await StartAsync();
        await admin.PostAsync(tenant, "/conversations/1/assignments", $$"""{"assignee_id":{{admin.User.Id}}}""");
        await admin.PostAsync(tenant, "/conversations/2/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""");
        await admin.PostAsync(tenant, "/conversations/4/toggle_status", "{}");

        Assert.Equal("2 1 3", await IdsAsync(admin, tenant, ""));
        Assert.Equal("4 2 1 3", await IdsAsync(admin, tenant, "?status=all"));
        Assert.Equal("4", await IdsAsync(admin, tenant, "?status=resolved"));
        Assert.Equal("1", await IdsAsync(admin, tenant, "?assignee_type=me"));
        Assert.Equal("3", await IdsAsync(admin, tenant, "?assignee_type=unassigned"));
        Assert.Equal("2 1", await IdsAsync(admin, tenant, "?assignee_type=assigned"));
        var all = """{"mine_count":1,"assigned_count":2,"unassigned_count":1,"all_count":3}""";
        Assert.Equal(all, (await admin.GetAsync(tenant, "/conversations?assignee_type=me")).Body!["data"]!["meta"]!.ToJsonString());
        Assert.Equal($$"""{"meta":{{all}}}""", (await admin.GetAsync(tenant, "/conversations/meta")).Body!.ToJsonString());
        Assert.Equal(4, (await admin.GetAsync(tenant, "/conversations/meta?status=all")).Meta().Number("all_count"));
        (await admin.GetAsync(tenant, "/conversations?status=gone")).IsInvalid("Status is not included in the list");
    }

    [Fact]
    public async Task List_Agents_SeeTheirInboxesOnly()
    {
        var (tenant, admin, agent, _) = await StartAsync();
        var hidden = await tenant.InboxAsync();
        await admin.ConversationAsync(tenant, hidden);
        var outsider = await tenant.AgentAsync();

        Assert.Equal("4 3 2 1", await IdsAsync(agent, tenant, ""));
        Assert.Equal("5 4 3 2 1", await IdsAsync(admin, tenant, ""));
        Assert.Equal("5", await IdsAsync(admin, tenant, $"?inbox_id={hidden}"));
        Assert.Equal("", await IdsAsync(agent, tenant, $"?inbox_id={hidden}"));
        Assert.Equal("", await IdsAsync(outsider, tenant, "?status=all"));
        Assert.Equal(4, (await agent.GetAsync(tenant, "/conversations/meta")).Meta().Number("all_count"));
        Assert.Equal(0, (await outsider.GetAsync(tenant, "/conversations/meta")).Meta().Number("all_count"));
    }

    [Fact]
    public async Task List_OtherFilters_Narrow()
    {
        var (tenant, admin, agent, inbox) = await StartAsync();
        var team = await tenant.TeamAsync("support", agent);
        await admin.PostAsync(tenant, "/conversations/1/assignments", $$"""{"team_id":{{team}}}""");
        await admin.PostAsync(tenant, "/conversations/2/labels", """{"labels":["vip","new"]}""");
        await admin.PostAsync(tenant, "/conversations/3/labels", """{"labels":["old"]}""");
        await admin.PostAsync(tenant, "/conversations/3/participants", $$"""{"user_ids":[{{admin.User.Id}}]}""");
        var contact = await admin.ContactAsync(tenant, $$"""{"name":"Sam","inbox_id":{{inbox}},"source_id":"sam"}""");
        await admin.PostAsync(tenant, "/conversations", $$"""{"inbox_id":{{inbox}},"contact_id":{{contact}}}""");
        await admin.SayAsync(tenant, 4, "An answer");

        Assert.Equal("1", await IdsAsync(admin, tenant, $"?team_id={team}"));
        Assert.Equal("1", await IdsAsync(agent, tenant, $"?team_id={team}&status=all"));
        Assert.Equal("3 2", await IdsAsync(admin, tenant, "?labels[]=vip&labels[]=old"));
        Assert.Equal("5", await IdsAsync(admin, tenant, "?source_id=sam"));
        Assert.Equal("3", await IdsAsync(admin, tenant, "?conversation_type=participating"));
        Assert.Equal("", await IdsAsync(admin, tenant, "?conversation_type=mention"));
        Assert.Equal("5 3 2 1", await IdsAsync(admin, tenant, "?conversation_type=unattended"));
        Assert.Equal("4 5 3 2 1", await IdsAsync(admin, tenant, "?updated_within=3600"));
        Assert.Equal(2, (await admin.GetAsync(tenant, "/conversations/meta?labels[]=vip&labels[]=old")).Meta().Number("all_count"));
        (await admin.GetAsync(tenant, "/conversations?team_id=999999")).Is(HttpStatusCode.NotFound);
        (await admin.GetAsync(tenant, "/conversations?team_id=x")).IsInvalid("Team is not a number");
    }

    [Fact]
    public async Task List_Sorts_AndNullsComeLast()
    {
        var (tenant, admin, _, _) = await StartAsync();
        await admin.PostAsync(tenant, "/conversations/2/toggle_priority", """{"priority":"urgent"}""");
        await admin.PostAsync(tenant, "/conversations/3/toggle_priority", """{"priority":"low"}""");
        await admin.SayAsync(tenant, 1, "An answer");

        Assert.Equal("1 3 2 4", await IdsAsync(admin, tenant, "?sort_by=last_activity_at_desc"));
        Assert.Equal("4 2 3 1", await IdsAsync(admin, tenant, "?sort_by=last_activity_at_asc"));
        Assert.Equal("1 2 3 4", await IdsAsync(admin, tenant, "?sort_by=created_at_asc"));
        Assert.Equal("4 3 2 1", await IdsAsync(admin, tenant, "?sort_by=created_at_desc&status=all"));
        Assert.Equal("2 3 1 4", await IdsAsync(admin, tenant, "?sort_by=priority_desc"));
        Assert.Equal("3 2 1 4", await IdsAsync(admin, tenant, "?sort_by=priority_asc"));
        Assert.Equal("2 3 1 4", await IdsAsync(admin, tenant, "?sort_by=priority_desc_created_at_asc"));
        Assert.Equal("2 3 4 1", await IdsAsync(admin, tenant, "?sort_by=waiting_since_asc"));
        Assert.Equal("4 3 2 1", await IdsAsync(admin, tenant, "?sort_by=waiting_since_desc"));
        Assert.Equal("1 3 2 4", await IdsAsync(admin, tenant, "?sort_by=nonsense"));
    }

    [Fact]
    public async Task List_Pages_Of25()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var inbox = await tenant.InboxAsync();
        foreach (var _ in Enumerable.Range(0, 27))
        {
            await admin.ConversationAsync(tenant, inbox);
        }

        Assert.Equal(25, (await IdsAsync(admin, tenant, "?page=1")).Split(' ').Length);
        Assert.Equal("2 1", await IdsAsync(admin, tenant, "?page=2"));
        Assert.Equal("", await IdsAsync(admin, tenant, "?page=3"));
        Assert.Equal(27, (await IdsAsync(admin, tenant, "?updated_within=600")).Split(' ').Length);
    }

    [Fact]
    public async Task Search_FindsPartsOfWhatWasSaidWhateverTheStatus()
    {
        var (tenant, admin, _, _) = await StartAsync();
        var other = await Tenant.JoinAsync(fixture.Server);
        var stranger = await other.AdministratorAsync();
        await stranger.SayAsync(other, await stranger.ConversationAsync(other, await other.InboxAsync()), "The red kite");
        await admin.SayAsync(tenant, 1, "The ÄRGERLICH red Kite", "incoming");
        await admin.SayAsync(tenant, 2, "Nothing of the kind");
        await admin.SayAsync(tenant, 3, "Reddish");
        await admin.PostAsync(tenant, "/conversations/1/toggle_status", "{}");

        async Task<string> SearchAsync(string text)
            => string.Join(' ', (await admin.GetAsync(tenant, $"/conversations/search?q={Uri.EscapeDataString(text)}")).Payload().Select(conversation => conversation!.Number("id")));

        Assert.Equal("1", await SearchAsync("red kite"));
        Assert.Equal("1", await SearchAsync("ärger"));
        Assert.Equal("1 3", await SearchAsync("RED"));
        Assert.Equal("1 2", await SearchAsync("ki"));
        Assert.Equal("", await SearchAsync("\"kite"));
        Assert.Equal("", await SearchAsync("was marked resolved"));
        Assert.Equal("1 3", await IdsAsync(admin, tenant, "?q=red"));
        var message = (await admin.MessagesAsync(tenant, 3)).Single().Number("id");
        await admin.DeleteAsync(tenant, $"/conversations/3/messages/{message}");
        Assert.Equal("1", await SearchAsync("red"));
        Assert.Equal(1, (await admin.GetAsync(tenant, "/conversations/search?q=red")).Meta().Number("all_count"));
    }

    [Fact]
    public async Task List_Mentions_AreOfPeopleWhoMaySeeIt()
    {
        var (tenant, admin, agent, _) = await StartAsync();
        var outsider = await tenant.AgentAsync("Otto");
        var team = await tenant.TeamAsync("support", agent, outsider);

        Task<Answer> NoteAsync(long id, string content, bool isPrivate = true)
            => admin.PostAsync(tenant, $"/conversations/{id}/messages", $$"""{"content":"{{content}}","private":{{(isPrivate ? "true" : "false")}}}""");

        await NoteAsync(1, $"[@Bob](mention://user/{agent.User.Id}/Bob) please");
        await NoteAsync(2, $"[@Otto](mention://user/{outsider.User.Id}/Otto) please");
        await NoteAsync(3, $"[@Bob](mention://user/{agent.User.Id}/Bob) in public", isPrivate: false);
        await NoteAsync(4, $"[@support](mention://team/{team}/support) please");

        Assert.Equal("4 1", await IdsAsync(agent, tenant, "?conversation_type=mention"));
        Assert.Equal("4 1", await IdsAsync(agent, tenant, "?conversation_type=participating"));
        Assert.Equal("", await IdsAsync(outsider, tenant, "?conversation_type=mention"));
    }

    [Fact]
    public async Task OfContact_ShowsTheNewestTwentyThatTheAgentMaySee()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var (mine, hidden) = (await tenant.InboxAsync(InboxChannel.Api, agent), await tenant.InboxAsync());
        var contact = await admin.ContactAsync(tenant, """{"name":"Cleo"}""");
        foreach (var number in Enumerable.Range(1, 22))
        {
            await admin.PostAsync(tenant, "/conversations", $$"""{"inbox_id":{{(number % 2 == 0 ? mine : hidden)}},"contact_id":{{contact}}}""");
        }

        var all = (await admin.GetAsync(tenant, $"/contacts/{contact}/conversations")).Payload();
        Assert.Equal(Enumerable.Range(3, 20).Reverse().Select(id => (long)id), all.Select(conversation => conversation!.Number("id")));
        Assert.Equal(11, (await agent.GetAsync(tenant, $"/contacts/{contact}/conversations")).Payload().Count);
        (await admin.GetAsync(tenant, "/contacts/999999/conversations")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>Four conversations that wait for an answer, in an inbox of the agent.</summary>
    private async Task<(Tenant Tenant, Person Admin, Person Agent, long Inbox)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync("Ada"), await tenant.AgentAsync("Bob"));
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent);
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await admin.ConversationAsync(tenant, inbox);
        }

        return (tenant, admin, agent, inbox);
    }

    private static async Task<string> IdsAsync(Person person, Tenant tenant, string query)
        => string.Join(' ', (await person.GetAsync(tenant, "/conversations" + query)).Is(HttpStatusCode.OK).Body!["data"]!["payload"]!.AsArray().Select(row => row!.Number("id")));
}
