using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Conversations;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Conversations;

public sealed class ConversationChangeTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task ToggleStatus_WithAndWithoutAStatus_SaysWhatItIsNow()
    {
        var (tenant, admin, _, id) = await StartAsync();

        async Task<string> ToggleAsync(string json)
            => (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", json)).Is(HttpStatusCode.OK).Body!["payload"]!.Text("current_status");

        Assert.Equal("resolved", await ToggleAsync("{}"));
        Assert.Equal("open", await ToggleAsync("{}"));
        Assert.Equal("pending", await ToggleAsync("""{"status":"pending"}"""));
        Assert.Equal("open", await ToggleAsync("""{"status":""}"""));
        (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", """{"status":"snoozed","snoozed_until":"4102444800"}""")).Is(HttpStatusCode.OK, $$"""
            {"meta":{},"payload":{"success":true,"conversation_id":{{id}},"current_status":"snoozed","snoozed_until":"2100-01-01T00:00:00.000Z"} }
            """);
        Assert.Equal("open", await ToggleAsync("""{"status":"open"}"""));
        Assert.Null((await admin.ShowAsync(tenant, id))["snoozed_until"]);
        (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", """{"status":"closed"}""")).IsInvalid("Status is not included in the list");
        (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", """{"status":"snoozed","snoozed_until":"soon"}""")).IsInvalid("Snoozed until is invalid");
        Assert.Equal(
            [
                "Conversation was marked resolved by Ada", "Conversation was reopened by Ada", "Conversation was marked as pending by Ada",
                "Conversation was reopened by Ada", "Conversation was snoozed by Ada", "Conversation was reopened by Ada",
            ],
            await admin.ActivitiesAsync(tenant, id));
    }

    [Fact]
    public async Task ToggleStatus_AgentWhoOpens_TakesItOver()
    {
        var (tenant, admin, agent, id) = await StartAsync();
        await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", "{}");
        await admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", "{}");
        Assert.Null((await admin.ShowAsync(tenant, id))["meta"]!["assignee"]);
        await agent.PostAsync(tenant, $"/conversations/{id}/toggle_status", "{}");

        await agent.PostAsync(tenant, $"/conversations/{id}/toggle_status", """{"status":"open"}""");

        Assert.Equal("Bob", (await admin.ShowAsync(tenant, id))["meta"]!["assignee"]!.Text("name"));
        Assert.Equal("Bob self-assigned this conversation", (await admin.ActivitiesAsync(tenant, id))[^1]);
    }

    [Fact]
    public async Task Priority_IsSetAndTakenAway()
    {
        var (tenant, admin, _, id) = await StartAsync();

        Task<Answer> ToggleAsync(string json) => admin.PostAsync(tenant, $"/conversations/{id}/toggle_priority", json);

        Assert.Null((await ToggleAsync("""{"priority":"low"}""")).Is(HttpStatusCode.OK).Body);
        (await ToggleAsync("""{"priority":"urgent"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("urgent", (await admin.ShowAsync(tenant, id)).Text("priority"));
        (await ToggleAsync("""{"priority":"none"}""")).Is(HttpStatusCode.OK);
        Assert.Null((await admin.ShowAsync(tenant, id))["priority"]);
        (await ToggleAsync("""{"priority":"dire"}""")).IsInvalid("Priority is not included in the list");
        Assert.Equal("high", (await admin.PatchAsync(tenant, $"/conversations/{id}", """{"priority":"high"}""")).Is(HttpStatusCode.OK).Text("priority"));
        Assert.Equal("high", (await admin.PatchAsync(tenant, $"/conversations/{id}", """{"status":"resolved"}""")).Is(HttpStatusCode.OK).Text("priority"));
        (await ToggleAsync("{}")).Is(HttpStatusCode.OK);
        Assert.Equal(
            [
                "Ada set the priority to low", "Ada changed the priority from low to urgent", "Ada removed the priority", "Ada set the priority to high",
                "Ada removed the priority",
            ],
            await admin.ActivitiesAsync(tenant, id));
    }

    [Fact]
    public async Task Assignments_PeopleBotsAndTeams()
    {
        var (tenant, admin, agent, id) = await StartAsync();
        var stranger = await Tenant.StrangerAsync(fixture.Server);
        var team = await tenant.TeamAsync("support", admin);

        Task<Answer> AssignAsync(string json) => admin.PostAsync(tenant, $"/conversations/{id}/assignments", json);

        Assert.Equal("Bob", (await AssignAsync($$"""{"assignee_id":{{agent.User.Id}},"team_id":{{team}}}""")).Is(HttpStatusCode.OK).Text("name"));
        Assert.Null((await admin.ShowAsync(tenant, id))["meta"]!["team"]);
        Assert.Equal("support", (await AssignAsync($$"""{"team_id":{{team}}}""")).Is(HttpStatusCode.OK).Text("name"));
        Assert.Null((await admin.ShowAsync(tenant, id))["meta"]!["assignee"]);
        (await AssignAsync("""{"team_id":0}""")).Is(HttpStatusCode.OK);
        Assert.Equal("Ada", (await AssignAsync($$"""{"assignee_id":"{{admin.User.Id}}"}""")).Text("name"));
        var nobody = (await AssignAsync($$"""{"assignee_id":{{stranger.User.Id}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("null", await nobody.Message.Content.ReadAsStringAsync());
        Assert.Null((await AssignAsync("{}")).Is(HttpStatusCode.OK).Body);
        (await AssignAsync("""{"assignee_id":"Bob"}""")).IsInvalid("Assignee is not a number");
        Assert.Equal(
            [
                "Assigned to Bob by Ada", "Assigned to support by Ada", "Unassigned from support by Ada", "Ada self-assigned this conversation",
                "Conversation unassigned by Ada",
            ],
            await admin.ActivitiesAsync(tenant, id));
    }

    [Fact]
    public async Task Assignments_ABotOfTheAccount_IsShownAsSuch()
    {
        var (tenant, admin, _, id) = await StartAsync();
        var other = await Tenant.JoinAsync(fixture.Server);
        var (mine, theirs) = (await tenant.BotIdAsync(), await other.BotIdAsync());

        var assigned = await admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{mine}},"assignee_type":"AgentBot"}""");
        (await admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{theirs}},"assignee_type":"AgentBot"}""")).Is(HttpStatusCode.OK);

        Assert.Equal(mine, assigned.Id());
        var meta = (await admin.ShowAsync(tenant, id))["meta"]!;
        Assert.Equal($"AgentBot {mine}", $"{meta.Text("assignee_type")} {meta["assignee"]!.Number("id")}");
    }

    [Fact]
    public async Task CustomAttributes_Post_LeavesExactlyTheGiven()
    {
        var (tenant, admin, _, id) = await StartAsync();
        var path = $"/conversations/{id}/custom_attributes";

        await admin.PostAsync(tenant, path, """{"custom_attributes":{"a":1,"b":2}}""");
        (await admin.PostAsync(tenant, path, """{"custom_attributes":{"c":{"d":[3]}}}""")).Is(HttpStatusCode.OK, """{"custom_attributes":{"c":{"d":[3]}}}""");
        (await admin.PostAsync(tenant, path, """{"custom_attributes":3}""")).IsInvalid("Custom attributes must be an object");
        (await admin.PostAsync(tenant, path, "{}")).Is(HttpStatusCode.UnprocessableEntity);

        Assert.Equal("""{"c":{"d":[3]}}""", (await admin.ShowAsync(tenant, id))["custom_attributes"]!.ToJsonString());
    }

    [Fact]
    public async Task Labels_Post_MakesTheListExactlyThisAndSaysWhatChanged()
    {
        var (tenant, admin, _, id) = await StartAsync();
        var path = $"/conversations/{id}/labels";

        await admin.PostAsync(tenant, path, """{"labels":["a","b"]}""");
        (await admin.PostAsync(tenant, path, """{"labels":["b","c"]}""")).Is(HttpStatusCode.OK, """{"payload":["b","c"]}""");
        (await admin.PostAsync(tenant, path, "{}")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"param is missing or the value is empty: labels"}""");

        (await admin.GetAsync(tenant, path)).Is(HttpStatusCode.OK, """{"payload":["b","c"]}""");
        Assert.Equal("""["b","c"]""", (await admin.ShowAsync(tenant, id))["labels"]!.ToJsonString());
        Assert.Equal(["Ada added a, b", "Ada added c", "Ada removed a"], await admin.ActivitiesAsync(tenant, id));
        (await admin.GetAsync(tenant, "/conversations/999/labels")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task LastSeenAndUnread_CountWhatTheContactSaid()
    {
        var (tenant, admin, _, id) = await StartAsync();
        foreach (var number in Enumerable.Range(0, 12))
        {
            await admin.SayAsync(tenant, id, $"{number}", "incoming");
        }

        Assert.Equal(10, (await admin.ShowAsync(tenant, id)).Number("unread_count"));
        var seen = (await admin.PostAsync(tenant, $"/conversations/{id}/update_last_seen", "")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(0, seen.Number("unread_count"));
        Assert.True(seen.Number("agent_last_seen_at") > 0);
        Assert.Equal(0, seen.Number("assignee_last_seen_at"));
        var unseen = (await admin.PostAsync(tenant, $"/conversations/{id}/unread", "")).Is(HttpStatusCode.OK).Body!;
        Assert.True(unseen.Number("unread_count") > 0);
        Assert.True(unseen.Number("agent_last_seen_at") < seen.Number("agent_last_seen_at"));
        (await admin.PostAsync(tenant, "/conversations/999/update_last_seen", "")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Mute_ResolvesAndBlocks_UnmuteOnlyUnblocks()
    {
        var (tenant, admin, _, id) = await StartAsync();

        Assert.Null((await admin.PostAsync(tenant, $"/conversations/{id}/mute", "")).Is(HttpStatusCode.OK).Body);
        var muted = await admin.ShowAsync(tenant, id);
        (await admin.PostAsync(tenant, $"/conversations/{id}/unmute", "")).Is(HttpStatusCode.OK);
        var unmuted = await admin.ShowAsync(tenant, id);

        Assert.Equal("resolved true true", $"{muted.Text("status")} {muted["muted"]} {muted["meta"]!["sender"]!["blocked"]}");
        Assert.Equal("resolved false", $"{unmuted.Text("status")} {unmuted["muted"]}");
        Assert.Equal(
            ["Conversation was marked resolved by Ada", "Ada has muted the conversation", "Ada has unmuted the conversation"],
            await admin.ActivitiesAsync(tenant, id));
    }

    [Fact]
    public async Task ToggleTyping_TellsWhoeverListens()
    {
        var (tenant, admin, _, id) = await StartAsync();
        var heard = new List<TypingChange>();
        using (fixture.Server.Services.GetRequiredService<TypingSignal>().Listen(change =>
        {
            if (change.AccountId == tenant.AccountId)
            {
                heard.Add(change);
            }
        }))
        {
            (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_typing_status", """{"typing_status":"on","is_private":true}""")).Is(HttpStatusCode.OK);
            (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_typing_status", """{"typing_status":"off"}""")).Is(HttpStatusCode.OK);
            (await admin.PostAsync(tenant, $"/conversations/{id}/toggle_typing_status", """{"typing_status":"maybe"}""")).Is(HttpStatusCode.OK);
        }

        await admin.PostAsync(tenant, $"/conversations/{id}/toggle_typing_status", """{"typing_status":"on"}""");

        Assert.Equal([(true, true), (false, false)], heard.Select(change => (change.IsTyping, change.IsPrivate)));
        Assert.All(heard, change => Assert.Equal(admin.User.Id, change.Performer.Id));
    }

    [Fact]
    public async Task Participants_AreThoseWhoWorkInTheInbox()
    {
        var (tenant, admin, agent, id) = await StartAsync();
        var outsider = await tenant.AgentAsync("Otto");
        var path = $"/conversations/{id}/participants";

        async Task<string> NamesAsync(Task<Answer> answer)
            => string.Join(' ', (await answer).Is(HttpStatusCode.OK).Body!.AsArray().Select(person => person!.Text("name")));

        Assert.Equal("Bob", await NamesAsync(admin.PostAsync(tenant, path, $$"""{"user_ids":[{{agent.User.Id}}]}""")));
        Assert.Equal("Ada", await NamesAsync(admin.PatchAsync(tenant, path, $$"""{"user_ids":[{{admin.User.Id}}]}""")));
        (await admin.PostAsync(tenant, path, $$"""{"user_ids":[{{outsider.User.Id}}]}""")).IsInvalid("User must have inbox access");
        (await admin.PostAsync(tenant, path, """{"user_ids":["x"]}""")).IsInvalid("User ids must be a list of numbers");
        Assert.Equal("Ada", await NamesAsync(admin.GetAsync(tenant, path)));
        (await admin.Client.SendJsonAsync(HttpMethod.Delete, tenant.Path + path, $$"""{"user_ids":[{{admin.User.Id}}]}""")).Is(HttpStatusCode.OK);
        Assert.Equal("", await NamesAsync(admin.GetAsync(tenant, path)));
        (await admin.GetAsync(tenant, "/conversations/999/participants")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Assignees_TakePartInTheConversation()
    {
        var (tenant, admin, agent, id) = await StartAsync();

        (await admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{admin.User.Id}}}""")).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);

        var people = (await admin.GetAsync(tenant, $"/conversations/{id}/participants")).Is(HttpStatusCode.OK).Body!.AsArray();
        Assert.Equal(new[] { agent.User.Id, admin.User.Id }.Order(), people.Select(person => person!.Number("id")).Order());
    }

    private async Task<(Tenant Tenant, Person Admin, Person Agent, long ConversationId)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync("Ada"), await tenant.AgentAsync("Bob"));
        return (tenant, admin, agent, await admin.ConversationAsync(tenant, await tenant.InboxAsync(InboxChannel.Api, agent)));
    }
}
