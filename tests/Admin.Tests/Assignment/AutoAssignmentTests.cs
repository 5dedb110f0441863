using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Cable;

namespace OneLink.Admin.Tests.Assignment;

public sealed class AutoAssignmentTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Conversations_GoInTurnToThePeopleOfTheInbox()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob, cleo) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.OnlineAgentAsync(admin, "Bob"), await tenant.OnlineAgentAsync(admin, "Cleo"));
        await tenant.OnlineAgentAsync(admin, "Of no inbox");
        var inbox = await tenant.InboxAsync(members: [ada, bob, cleo]);

        Assert.Equal(["Ada", "Bob", "Cleo", "Ada", "Bob"], await AssigneesAsync(tenant, admin, inbox, 5));
        Assert.Equal(["Assigned to Ada by Automation System"], await admin.ActivitiesAsync(tenant, 1));
    }

    [Fact]
    public async Task Conversation_BegunByAVisitor_IsGivenAtOnce()
    {
        var (tenant, admin) = await StartAsync();
        var inboxId = await tenant.InboxAsync(members: await tenant.OnlineAgentAsync(admin, "Ada"));
        var inbox = await fixture.Server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, inboxId, CancellationToken.None);
        using var visitor = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        var path = $"/public/api/v1/inboxes/{inbox!.Identifier}/contacts";
        var contact = (await visitor.PostAsync(path, "{}")).Is(HttpStatusCode.OK).Body!.Text("source_id");

        var begun = (await visitor.PostAsync($"{path}/{contact}/conversations", "{}")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("Ada", await admin.AssigneeAsync(tenant, begun.Number("id")));
        Assert.Empty(begun["messages"]!.AsArray());
    }

    [Fact]
    public async Task Agent_WhoIsBusyOrOffline_IsPassedOver()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.OnlineAgentAsync(admin, "Bob"));
        var inbox = await tenant.InboxAsync(members: [ada, bob, await tenant.AgentAsync("Not connected")]);
        await admin.SayAvailabilityAsync(tenant, ada, "busy");

        Assert.Equal(["Bob", "Bob"], await AssigneesAsync(tenant, admin, inbox, 2));
        await admin.SayAvailabilityAsync(tenant, bob, "offline");
        Assert.Equal([null], await AssigneesAsync(tenant, admin, inbox, 1));
    }

    [Fact]
    public async Task Limit_KeepsTheRestWaiting_UntilOneIsResolved()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.OnlineAgentAsync(admin, "Bob"));
        var inbox = await tenant.InboxAsync(members: [ada, bob]);
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox}", """{"auto_assignment_config":{"max_assignment_limit":2} }""")).Is(HttpStatusCode.OK);

        Assert.Equal(["Ada", "Bob", "Ada", "Bob", null, null], await AssigneesAsync(tenant, admin, inbox, 6));
        await admin.BecomeAsync(tenant, 2, "resolved");
        await admin.IsGivenAsync(tenant, 5, "Bob");
        await admin.BecomeAsync(tenant, 1, "snoozed");
        await admin.IsGivenAsync(tenant, 6, "Ada");
        Assert.Equal(["Assigned to Bob by Automation System"], await admin.ActivitiesAsync(tenant, 5));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("\"many\"")]
    public async Task Limit_ThatIsNoNumber_IsRefused(string limit)
    {
        var (tenant, admin) = await StartAsync();
        var inbox = await tenant.InboxAsync();

        (await admin.PatchAsync(tenant, $"/inboxes/{inbox}", $$"""{"auto_assignment_config":{"max_assignment_limit":{{limit}}} }"""))
            .IsInvalid("Auto assignment config max_assignment_limit must be greater than 0");
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox}", """{"auto_assignment_config":{"max_assignment_limit":""} }""")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Agent_WhoConnects_IsGivenWhatWaited_TheOldestFirst()
    {
        var (tenant, admin) = await StartAsync();
        var ada = await tenant.AgentAsync("Ada");
        var inbox = await tenant.InboxAsync(members: ada);
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox}", """{"auto_assignment_config":{"max_assignment_limit":"2"} }""")).Is(HttpStatusCode.OK);
        Assert.Equal([null, null, null], await AssigneesAsync(tenant, admin, inbox, 3));

        using var client = await CableClient.ConnectAsync(fixture.Server.BaseAddress);
        Assert.Equal("confirm_subscription", await client.SubscribeAsync(CableClient.Person(ada, tenant)));

        // Notifications are another's work, who may be before or behind.
        string[] beside = ["message.created", "conversation.updated", "notification.created"];
        Assert.Equal(1, (await client.EventAsync("assignee.changed", skip: beside)).Number("id"));
        Assert.Equal(2, (await client.EventAsync("assignee.changed", skip: beside)).Number("id"));
        Assert.Null(await admin.AssigneeAsync(tenant, 3));
    }

    [Fact]
    public async Task Team_GivesItToOneOfItsPeopleWhoWorksInTheInbox()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob, cleo) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.OnlineAgentAsync(admin, "Bob"), await tenant.OnlineAgentAsync(admin, "Cleo"));
        var inbox = await tenant.InboxAsync(members: [ada, bob]);
        var (support, silent) = (await tenant.TeamAsync("support", bob, cleo), await tenant.TeamAsync("silent", bob));
        (await admin.PatchAsync(tenant, $"/teams/{silent}", """{"allow_auto_assign":false}""")).Is(HttpStatusCode.OK);

        Assert.Equal(["Ada", "Bob"], await AssigneesAsync(tenant, admin, inbox, 2));
        (await admin.PostAsync(tenant, "/conversations/1/assignments", $$"""{"team_id":{{support}}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("Bob", await admin.AssigneeAsync(tenant, 1));
        Assert.Contains($"Assigned to Bob via support by {admin.User.Name}", await admin.ActivitiesAsync(tenant, 1));

        var begun = await admin.ConversationAsync(tenant, inbox, $$""","team_id":{{support}}""");
        Assert.Equal("Bob", await admin.AssigneeAsync(tenant, begun));
        begun = await admin.ConversationAsync(tenant, inbox, $$""","team_id":{{silent}}""");
        Assert.Null(await admin.AssigneeAsync(tenant, begun));
    }

    [Fact]
    public async Task Team_WithoutAnybodyThere_HoldsUpNoOther()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.AgentAsync("Bob"));
        var team = await tenant.TeamAsync("support", bob);
        var inbox = await tenant.InboxAsync(members: [ada, bob]);
        await admin.SayAvailabilityAsync(tenant, ada, "busy");
        var ofTeam = await admin.ConversationAsync(tenant, inbox, $$""","team_id":{{team}}""");
        var ofAll = await admin.ConversationAsync(tenant, inbox);

        await admin.SayAvailabilityAsync(tenant, ada, "online");
        await admin.IsGivenAsync(tenant, ofAll, "Ada");
        Assert.Null(await admin.AssigneeAsync(tenant, ofTeam));
        (await admin.PatchAsync(tenant, $"/agents/{bob.User.Id}", """{"auto_offline":false}""")).Is(HttpStatusCode.OK);
        await admin.IsGivenAsync(tenant, ofTeam, "Bob");
    }

    [Fact]
    public async Task Conversation_ThatOpensAgain_GoesBackToItsAgent_OrToAnotherWhereHeHasLeft()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.OnlineAgentAsync(admin, "Bob"));
        var inbox = await tenant.InboxAsync(members: [ada, bob]);
        var conversation = await admin.ConversationAsync(tenant, inbox);
        await admin.BecomeAsync(tenant, conversation, "resolved");

        (await admin.SayAsync(tenant, conversation, "Again", "incoming")).Is(HttpStatusCode.OK);
        Assert.Equal("Ada", await admin.AssigneeAsync(tenant, conversation));

        await admin.BecomeAsync(tenant, conversation, "resolved");
        using var leave = new HttpRequestMessage(HttpMethod.Delete, new Uri($"{tenant.Path}/inbox_members", UriKind.Relative))
        {
            Content = new StringContent($$"""{"inbox_id":{{inbox}},"user_ids":[{{ada.User.Id}}]}""", System.Text.Encoding.UTF8, "application/json"),
        };
        (await Answer.OfAsync(await admin.Client.SendAsync(leave))).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, conversation, "And again", "incoming")).Is(HttpStatusCode.OK);
        Assert.Equal("Bob", await admin.AssigneeAsync(tenant, conversation));
    }

    [Fact]
    public async Task Conversation_OfAnAgentWhoIsRemoved_IsGivenToAnother()
    {
        var (tenant, admin) = await StartAsync();
        var (ada, bob) = (await tenant.OnlineAgentAsync(admin, "Ada"), await tenant.OnlineAgentAsync(admin, "Bob"));
        var inbox = await tenant.InboxAsync(members: [ada, bob]);
        Assert.Equal(["Ada", "Bob", "Ada"], await AssigneesAsync(tenant, admin, inbox, 3));
        await admin.BecomeAsync(tenant, 3, "resolved");

        (await admin.DeleteAsync(tenant, $"/agents/{ada.User.Id}")).Is(HttpStatusCode.OK);

        await admin.IsGivenAsync(tenant, 1, "Bob");
        Assert.Null(await admin.AssigneeAsync(tenant, 3));
    }

    [Fact]
    public async Task Conversation_ThatIsNotForAnybody_StaysWhereItIs()
    {
        var (tenant, admin) = await StartAsync();
        var ada = await tenant.OnlineAgentAsync(admin, "Ada");
        var inbox = await tenant.InboxAsync(members: ada);
        var taken = await admin.ConversationAsync(tenant, inbox, $$""","assignee_id":{{admin.User.Id}}""");
        var pending = await admin.ConversationAsync(tenant, inbox, ""","status":"pending" """);
        var takenBack = await admin.ConversationAsync(tenant, inbox);
        (await admin.PostAsync(tenant, $"/conversations/{takenBack}/assignments", """{"assignee_id":null}""")).Is(HttpStatusCode.OK);
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox}", """{"enable_auto_assignment":false}""")).Is(HttpStatusCode.OK);
        var late = await admin.ConversationAsync(tenant, inbox);
        Assert.Null(await admin.AssigneeAsync(tenant, late));

        // Given once the inbox is told to; when it is, the others would have been as well.
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox}", """{"enable_auto_assignment":true}""")).Is(HttpStatusCode.OK);
        await admin.IsGivenAsync(tenant, late, "Ada");

        Assert.Equal(admin.User.Name, await admin.AssigneeAsync(tenant, taken));
        Assert.Null(await admin.AssigneeAsync(tenant, pending));
        Assert.Null(await admin.AssigneeAsync(tenant, takenBack));
        await admin.BecomeAsync(tenant, pending, "open");
        Assert.Equal("Ada", await admin.AssigneeAsync(tenant, pending));
    }

    [Fact]
    public async Task WhatWaits_IsGivenAfterARestart_OnceOnly()
    {
        var folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
        try
        {
            Tenant tenant;
            Person admin;
            await using (var first = await AdminServer.StartAsync(folder))
            {
                tenant = await Tenant.JoinAsync(first);
                admin = await tenant.AdministratorAsync("Root");
                var ada = await tenant.AgentAsync("Ada");
                await admin.ConversationAsync(tenant, await tenant.InboxAsync(members: ada));
                await tenant.RunAsync("UPDATE account_users SET auto_offline = 0 WHERE account_id = @AccountId AND role = 'agent'");
            }

            await using var second = await AdminServer.StartAsync(folder);
            var again = admin with { Client = Tenant.ClientWith(second, admin.Token) };
            await again.IsGivenAsync(tenant, 1, "Ada");
            Assert.Equal(["Assigned to Ada by Automation System"], await again.ActivitiesAsync(tenant, 1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(Tenant Tenant, Person Admin)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        return (tenant, await tenant.AdministratorAsync("Root"));
    }

    /// <summary>Begins conversations one after the other, and says to whom each was given.</summary>
    private static async Task<List<string?>> AssigneesAsync(Tenant tenant, Person admin, long inbox, int count)
    {
        var names = new List<string?>();
        foreach (var _ in Enumerable.Range(0, count))
        {
            names.Add(await admin.AssigneeAsync(tenant, await admin.ConversationAsync(tenant, inbox)));
        }

        return names;
    }
}
