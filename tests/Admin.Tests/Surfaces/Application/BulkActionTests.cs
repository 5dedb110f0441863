using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class BulkActionTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Apply_ToConversations_ChangesEachAndSparesTheRest()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var agent = await tenant.AgentAsync();
        var team = await tenant.TeamAsync("support", agent);
        long[] ids = [await admin.ConversationAsync(tenant, inbox), await admin.ConversationAsync(tenant, inbox), await admin.ConversationAsync(tenant, inbox)];
        await admin.PostAsync(tenant, $"/conversations/{ids[0]}/labels", """{"labels":["old","kept"]}""");

        (await admin.PostAsync(tenant, "/bulk_actions", $$$"""
            {"type":"Conversation","ids":[{{{ids[0]}}},{{{ids[1]}}},987654],"fields":{"status":"resolved","assignee_id":{{{agent.User.Id}}},"team_id":{{{team}}}},"labels":{"add":["new"],"remove":["old"]}}
            """)).Is(HttpStatusCode.OK);

        await Until.TrueAsync(async () => (await admin.ShowAsync(tenant, ids[1])).Text("status") == "resolved", "the second one is resolved");
        var first = await admin.ShowAsync(tenant, ids[0]);
        Assert.Equal(("resolved", agent.User.Id, "support"), (first.Text("status"), first["meta"]!["assignee"]!.Number("id"), first["meta"]!["team"]!.Text("name")));
        Assert.Equal(["kept", "new"], first["labels"]!.AsArray().Select(label => label!.GetValue<string>()));
        Assert.Equal("open", (await admin.ShowAsync(tenant, ids[2])).Text("status"));

        // Null and 0 take away what is there; what is not named stays.
        await admin.PostAsync(tenant, "/bulk_actions", $$$"""{"type":"Conversation","ids":[{{{ids[0]}}}],"fields":{"assignee_id":null,"team_id":0}}""");
        await Until.TrueAsync(async () => (await admin.ShowAsync(tenant, ids[0]))["meta"]!["team"] is null, "it is nobody's");
        Assert.Equal("resolved", (await admin.ShowAsync(tenant, ids[0])).Text("status"));
    }

    [Fact]
    public async Task Apply_ToContacts_LabelsThemOrDeletesThem()
    {
        var (tenant, admin, _) = await StartAsync();
        var (ada, bob) = (await admin.ContactAsync(tenant, """{"name":"Ada"}"""), await admin.ContactAsync(tenant, """{"name":"Bob"}"""));

        (await admin.PostAsync(tenant, "/bulk_actions", $$$"""{"type":"Contact","ids":[{{{ada}}}],"labels":{"add":["vip"]}}""")).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, "/bulk_actions", $$"""{"type":"Contact","ids":[{{bob}}],"action_name":"delete"}""")).Is(HttpStatusCode.OK);

        await Until.TrueAsync(async () => (await admin.GetAsync(tenant, $"/contacts/{bob}")).Status == HttpStatusCode.NotFound, "Bob is gone");
        await Until.TrueAsync(async () => (await admin.GetAsync(tenant, $"/contacts/{ada}/labels")).Payload().Count == 1, "Ada has a label");
    }

    [Fact]
    public async Task Apply_WhatCannotBe_IsRefused()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var id = await admin.ConversationAsync(tenant, inbox);
        var (agent, stranger) = (await tenant.AgentAsync(), await Tenant.StrangerAsync(fixture.Server));

        (await admin.PostAsync(tenant, "/bulk_actions", """{"type":"Inbox","ids":[1]}""")).Is(HttpStatusCode.UnprocessableEntity, """{"success":false}""");
        (await admin.PostAsync(tenant, "/bulk_actions", """{"type":"Contact"}""")).IsInvalid("Ids can't be blank");
        (await admin.PostAsync(tenant, "/bulk_actions", $$$"""{"type":"Conversation","ids":[{{{id}}}],"fields":{"status":"lost"}}""")).IsInvalid("Status is not included in the list");
        (await admin.PostAsync(tenant, "/bulk_actions", $$$"""{"type":"Conversation","ids":[{{{id}}}],"fields":{"assignee_id":{{{stranger.User.Id}}}}}"""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Invalid assignee_id"}""");
        (await admin.PostAsync(tenant, "/bulk_actions", $$$"""{"type":"Conversation","ids":[{{{id}}}],"fields":{"team_id":987654}}"""))
            .Is(HttpStatusCode.UnprocessableEntity, """{"error":"Invalid team_id"}""");
        (await agent.PostAsync(tenant, "/bulk_actions", """{"type":"Contact","ids":[1],"action_name":"delete"}""")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Apply_ByAnAgent_ReachesOnlyHisInboxes()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var agent = await tenant.AgentAsync();
        var his = await tenant.InboxAsync(members: agent);
        var (hidden, shown) = (await admin.ConversationAsync(tenant, inbox), await admin.ConversationAsync(tenant, his));

        await agent.PostAsync(tenant, "/bulk_actions", $$$"""{"type":"Conversation","ids":[{{{hidden}}},{{{shown}}}],"fields":{"status":"resolved"}}""");

        await Until.TrueAsync(async () => (await admin.ShowAsync(tenant, shown)).Text("status") == "resolved", "his own is resolved");
        Assert.Equal("open", (await admin.ShowAsync(tenant, hidden)).Text("status"));
    }

    private async Task<(Tenant Tenant, Person Admin, long Inbox)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        return (tenant, await tenant.AdministratorAsync(), await tenant.InboxAsync());
    }
}
