using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Automation;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Cable;

namespace OneLink.Admin.Tests.Surfaces.Application.Notifications;

/// <summary>Who is notified of what, and what people do with it.</summary>
public sealed class NotificationTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Assignment_IsToldToWhoeverGetsIt_NotToWhoTakesItHimself()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        var given = await admin.ConversationAsync(tenant, inbox);
        var taken = await admin.ConversationAsync(tenant, inbox);
        (await admin.PostAsync(tenant, $"/conversations/{given}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);
        (await agent.PostAsync(tenant, $"/conversations/{taken}/assignments", $$"""{"assignee_id":{{agent.User.Id}}}""")).Is(HttpStatusCode.OK);

        var data = await ListAsync(tenant, agent);
        Assert.Equal((1, 1), (data["meta"]!.Number("unread_count"), data["meta"]!.Number("count")));
        var notification = Assert.Single(data["payload"]!.AsArray())!;
        Assert.Equal("conversation_assignment", notification.Text("notification_type"));
        Assert.Equal($"A conversation (#{given}) has been assigned to you", notification.Text("push_message_title"));
        Assert.Equal("Conversation", notification.Text("primary_actor_type"));
        Assert.Equal(given, notification["primary_actor"]!.Number("id"));
        Assert.Equal(inbox, notification["primary_actor"]!.Number("inbox_id"));
        Assert.Equal("Cleo", notification["primary_actor"]!["meta"]!["sender"]!.Text("name"));
        Assert.Equal(agent.User.Id, notification["user"]!.Number("id"));
        Assert.Null(notification["read_at"]);
        Assert.Null(notification["snoozed_until"]);
        Assert.Null(notification["secondary_actor"]);
        Assert.Empty((await ListAsync(tenant, admin))["payload"]!.AsArray());
    }

    [Fact]
    public async Task Messages_AreToldToAssigneeParticipantsAndThoseMentioned_OnceEach()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        var (participant, named) = (await tenant.AdministratorAsync("Pat"), await tenant.AdministratorAsync("Nan"));
        var conversation = await admin.ConversationAsync(tenant, inbox, more: $",\"assignee_id\":{agent.User.Id}");
        (await admin.PostAsync(tenant, $"/conversations/{conversation}/participants", $$"""{"user_ids":[{{participant.User.Id}},{{agent.User.Id}}]}""")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, conversation, "Anyone there?", "incoming")).Is(HttpStatusCode.OK);

        // What is newer takes the place of what is older of the same conversation.
        var told = Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray())!;
        Assert.Equal("assigned_conversation_new_message", told.Text("notification_type"));
        Assert.Equal("Anyone there?", told["secondary_actor"]!.Text("content"));
        Assert.Equal("Cleo: Anyone there?", told.Text("push_message_body"));
        Assert.Equal("participating_conversation_new_message", Assert.Single((await ListAsync(tenant, participant))["payload"]!.AsArray())!.Text("notification_type"));
        Assert.Empty((await ListAsync(tenant, named))["payload"]!.AsArray());

        (await agent.PostAsync(tenant, $"/conversations/{conversation}/messages", $$"""{"content":"Ask [@Nan](mention://user/{{named.User.Id}}/Nan)","private":true}""")).Is(HttpStatusCode.OK);
        Assert.Equal("conversation_mention", Assert.Single((await ListAsync(tenant, named))["payload"]!.AsArray())!.Text("notification_type"));
        Assert.Equal("assigned_conversation_new_message", Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray())!.Text("notification_type"));
        Assert.Equal("Anyone there?", Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray())!["secondary_actor"]!.Text("content"));
    }

    [Fact]
    public async Task Creation_IsToldToThoseOfTheInboxWhoWantIt()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        var other = await tenant.AgentAsync("Cat");
        (await admin.PostAsync(tenant, "/inbox_members", $$"""{"inbox_id":{{inbox}},"user_ids":[{{other.User.Id}}]}""")).Is(HttpStatusCode.OK);
        (await agent.PatchAsync(tenant, "/notification_settings", """{"notification_settings":{"selected_push_flags":["push_conversation_creation"]}}""")).Is(HttpStatusCode.OK);
        var conversation = await admin.ConversationAsync(tenant, inbox);
        var told = Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray())!;
        Assert.Equal($"A conversation (#{conversation}) has been created in Inbox", told.Text("push_message_title"));
        Assert.Empty((await ListAsync(tenant, other))["payload"]!.AsArray());
    }

    [Fact]
    public async Task WhoHasLeftTheInbox_HearsNothingMore_UnlessHisTeamHasTheConversation()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        var left = await admin.ConversationAsync(tenant, inbox, more: $",\"assignee_id\":{agent.User.Id}");
        (await admin.PostAsync(tenant, $"/conversations/{left}/participants", $$"""{"user_ids":[{{agent.User.Id}}]}""")).Is(HttpStatusCode.OK);
        await ListAsync(tenant, agent);
        (await agent.PostAsync(tenant, "/notifications/destroy_all", "{}")).Is(HttpStatusCode.OK);
        (await admin.Client.SendJsonAsync(HttpMethod.Delete, tenant.Path + "/inbox_members", $$"""{"inbox_id":{{inbox}},"user_ids":[{{agent.User.Id}}]}""")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, left, "A secret", "incoming")).Is(HttpStatusCode.OK);
        Assert.Empty((await ListAsync(tenant, agent))["payload"]!.AsArray());

        var team = await tenant.TeamAsync("support", agent);
        (await admin.PostAsync(tenant, $"/conversations/{left}/assignments", $$"""{"team_id":{{team}}}""")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, left, "For the team", "incoming")).Is(HttpStatusCode.OK);
        Assert.Equal("For the team", Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray())!["secondary_actor"]!.Text("content"));
    }

    [Fact]
    public async Task BlockedContacts_NotifyNobody()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        var conversation = await admin.ConversationAsync(tenant, inbox, more: $",\"assignee_id\":{agent.User.Id}");
        (await admin.PostAsync(tenant, $"/conversations/{conversation}/mute", "")).Is(HttpStatusCode.OK);
        await ListAsync(tenant, agent);
        (await agent.PostAsync(tenant, "/notifications/destroy_all", "{}")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, conversation, "Let me in", "incoming")).Is(HttpStatusCode.OK);
        Assert.Empty((await ListAsync(tenant, agent))["payload"]!.AsArray());
    }

    [Fact]
    public async Task Notification_IsReadUnreadPutOffAndRemoved()
    {
        var (tenant, _, agent, id) = await NotifiedAsync();
        Assert.Equal(1, (await agent.GetAsync(tenant, "/notifications/unread_count")).Is(HttpStatusCode.OK).Body!.GetValue<long>());
        var read = (await agent.PatchAsync(tenant, $"/notifications/{id}", "{}")).Is(HttpStatusCode.OK).Body!;
        Assert.NotNull(read["read_at"]);
        Assert.Equal(0, (await agent.GetAsync(tenant, "/notifications/unread_count")).Body!.GetValue<long>());
        Assert.Empty((await ListAsync(tenant, agent))["payload"]!.AsArray());
        var withRead = await ListAsync(tenant, agent, "?includes[]=read");
        Assert.Equal((0, 1), (withRead["meta"]!.Number("unread_count"), withRead["meta"]!.Number("count")));

        (await agent.PostAsync(tenant, $"/notifications/{id}/unread", "")).Is(HttpStatusCode.OK);
        Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray());

        var snoozed = (await agent.PostAsync(tenant, $"/notifications/{id}/snooze", """{"snoozed_until":4102444800}""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("2100-01-01T00:00:00.000Z", snoozed.Text("snoozed_until"));
        Assert.Empty((await ListAsync(tenant, agent))["payload"]!.AsArray());
        Assert.Single((await ListAsync(tenant, agent, "?includes[]=snoozed"))["payload"]!.AsArray());
        (await agent.PostAsync(tenant, $"/notifications/{id}/snooze", """{"snoozed_until":"yesterday noon"}""")).Is(HttpStatusCode.UnprocessableEntity);
        (await agent.PostAsync(tenant, $"/notifications/{id}/snooze", "{}")).IsInvalid("Snoozed until can't be blank");

        // Its time has come: it is back, and unread.
        await tenant.RunAsync("UPDATE notifications SET snoozed_until = created_at, read_at = created_at - 1 WHERE account_id = @AccountId");
        var back = Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray())!;
        Assert.Null(back["snoozed_until"]);
        Assert.Null(back["read_at"]);

        (await agent.DeleteAsync(tenant, $"/notifications/{id}")).Is(HttpStatusCode.OK);
        (await agent.DeleteAsync(tenant, $"/notifications/{id}")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        (await agent.PatchAsync(tenant, $"/notifications/{id}", "{}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_AreReadAndRemovedTogether_OrThoseOfOneConversation()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        foreach (var _ in Enumerable.Range(0, 17))
        {
            await admin.ConversationAsync(tenant, inbox, more: $",\"assignee_id\":{agent.User.Id}");
        }

        var first = await ListAsync(tenant, agent);
        Assert.Equal(15, first["payload"]!.AsArray().Count);
        var second = await ListAsync(tenant, agent, "?page=2");
        Assert.Equal(2, second["payload"]!.AsArray().Count);
        Assert.Equal((17, "2"), (second["meta"]!.Number("count"), second["meta"]!.Text("current_page")));
        Assert.Equal(17, first["payload"]!.AsArray().Concat(second["payload"]!.AsArray()).Select(row => row!.Number("id")).Distinct().Count());

        var actor = first["payload"]![0]!.Number("primary_actor_id");
        (await agent.PostAsync(tenant, "/notifications/read_all", $$"""{"primary_actor_type":"Conversation","primary_actor_id":{{actor}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal(16, (await ListAsync(tenant, agent))["meta"]!.Number("unread_count"));
        (await agent.PostAsync(tenant, "/notifications/read_all", """{"primary_actor_type":"Conversation"}""")).IsInvalid("Primary actor can't be blank");
        (await agent.PostAsync(tenant, "/notifications/destroy_all", """{"type":"read"}""")).Is(HttpStatusCode.OK);
        Assert.Equal(16, (await ListAsync(tenant, agent, "?includes[]=read"))["meta"]!.Number("count"));
        (await agent.PostAsync(tenant, "/notifications/read_all", "{}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await agent.GetAsync(tenant, "/notifications/unread_count")).Body!.GetValue<long>());
        (await agent.PostAsync(tenant, "/notifications/destroy_all", """{"type":"some"}""")).IsInvalid("Type is not included in the list");
        (await agent.PostAsync(tenant, "/notifications/destroy_all", "{}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await ListAsync(tenant, agent, "?includes[]=read&includes[]=snoozed"))["meta"]!.Number("count"));
    }

    [Fact]
    public async Task Notifications_OfOthers_AreNotThere()
    {
        var (tenant, admin, agent, id) = await NotifiedAsync();
        var theirs = await Tenant.JoinAsync(fixture.Server);
        var them = await theirs.AdministratorAsync();
        foreach (var (place, person) in ((Tenant, Person)[])[(tenant, admin), (theirs, them)])
        {
            (await person.PatchAsync(place, $"/notifications/{id}", "{}")).Is(HttpStatusCode.NotFound);
            (await person.PostAsync(place, $"/notifications/{id}/unread", "")).Is(HttpStatusCode.NotFound);
            (await person.PostAsync(place, $"/notifications/{id}/snooze", """{"snoozed_until":4102444800}""")).Is(HttpStatusCode.NotFound);
            (await person.DeleteAsync(place, $"/notifications/{id}")).Is(HttpStatusCode.NotFound);
            (await person.PostAsync(place, "/notifications/destroy_all", "{}")).Is(HttpStatusCode.OK);
            Assert.Equal(0, (await person.GetAsync(place, "/notifications/unread_count")).Body!.GetValue<long>());
        }

        Assert.Single((await ListAsync(tenant, agent))["payload"]!.AsArray());
    }

    [Fact]
    public async Task Settings_AreThoseOfANewMember_UntilTheyAreChanged()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var agent = await tenant.AgentAsync();
        var shown = (await agent.GetAsync(tenant, "/notification_settings")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(["id", "user_id", "account_id", "all_email_flags", "selected_email_flags", "all_push_flags", "selected_push_flags"], shown.AsObject().Select(member => member.Key));
        Assert.Equal(["email_conversation_assignment"], Texts(shown["selected_email_flags"]));
        Assert.Equal(
            ["push_conversation_creation", "push_conversation_assignment", "push_assigned_conversation_new_message", "push_conversation_mention", "push_participating_conversation_new_message"],
            Texts(shown["all_push_flags"]));

        var changed = (await agent.PutAsync(tenant, "/notification_settings", """{"notification_settings":{"selected_email_flags":["email_conversation_mention","email_conversation_creation"]}}""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(["email_conversation_creation", "email_conversation_mention"], Texts(changed["selected_email_flags"]));
        Assert.Equal(["push_conversation_assignment"], Texts(changed["selected_push_flags"]));
        (await agent.PatchAsync(tenant, "/notification_settings", """{"notification_settings":{"selected_push_flags":["push_everything"]}}""")).IsInvalid("Selected push flags is not included in the list");
        (await agent.PatchAsync(tenant, "/notification_settings", """{"notification_settings":{"selected_push_flags":[]}}""")).Is(HttpStatusCode.OK);
        Assert.Empty(Texts((await agent.GetAsync(tenant, "/notification_settings")).Body!["selected_push_flags"]));

        var elsewhere = await Tenant.JoinAsync(fixture.Server);
        (await agent.GetAsync(elsewhere, "/notification_settings")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Cable_TellsThePersonAlone()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        using var mine = await SubscribedAsync(agent, tenant);
        using var theirs = await SubscribedAsync(admin, tenant);
        var conversation = await admin.ConversationAsync(tenant, inbox, more: $",\"assignee_id\":{agent.User.Id}");
        string[] others = ["conversation.created", "conversation.updated", "message.created", "contact.created", "contact.updated", "assignee.changed"];
        var created = await mine.EventAsync("notification.created", skip: others);
        Assert.Equal(conversation, created["notification"]!["primary_actor"]!.Number("id"));
        Assert.Equal((1, 1), (created.Number("unread_count"), created.Number("count")));
        var id = created["notification"]!.Number("id");
        (await agent.PatchAsync(tenant, $"/notifications/{id}", "{}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await mine.EventAsync("notification.updated", skip: others)).Number("unread_count"));
        (await agent.PostAsync(tenant, $"/notifications/{id}/unread", "")).Is(HttpStatusCode.OK);
        Assert.Equal(1, (await mine.EventAsync("notification.updated", skip: others)).Number("unread_count"));
        (await agent.PostAsync(tenant, "/notifications/read_all", "{}")).Is(HttpStatusCode.OK);
        Assert.Equal(0, (await mine.EventAsync("notification.updated", skip: others)).Number("unread_count"));
        (await agent.DeleteAsync(tenant, $"/notifications/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(id, (await mine.EventAsync("notification.deleted", skip: others))["notification"]!.Number("id"));

        // Had the other heard of it, it would be before this.
        await admin.ContactAsync(tenant, """{"name":"Last"}""");
        while ((await theirs.EventAsync("contact.created", skip: ["conversation.created", "conversation.updated", "message.created", "contact.updated", "assignee.changed"])).Text("name") is not "Last")
        {
            // The contact of the conversation.
        }
    }

    private async Task<CableClient> SubscribedAsync(Person person, Tenant tenant)
    {
        var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        Assert.Equal("confirm_subscription", await client.SubscribeAsync(CableClient.Person(person, tenant)));
        return client;
    }

    private static string[] Texts(JsonNode? list) => [.. list!.AsArray().Select(text => text!.GetValue<string>())];

    private async Task<JsonNode> ListAsync(Tenant tenant, Person person, string query = "")
    {
        await fixture.Server.SettledAsync("notifications");
        return (await person.GetAsync(tenant, "/notifications" + query)).Is(HttpStatusCode.OK).Body!["data"]!;
    }

    private async Task<(Tenant Tenant, Person Admin, Person Agent, long Inbox)> AccountAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        return (tenant, admin, agent, await tenant.InboxAsync(members: agent));
    }

    private async Task<(Tenant Tenant, Person Admin, Person Agent, long Id)> NotifiedAsync()
    {
        var (tenant, admin, agent, inbox) = await AccountAsync();
        await admin.ConversationAsync(tenant, inbox, more: $",\"assignee_id\":{agent.User.Id}");
        return (tenant, admin, agent, (await ListAsync(tenant, agent))["payload"]![0]!.Number("id"));
    }
}
