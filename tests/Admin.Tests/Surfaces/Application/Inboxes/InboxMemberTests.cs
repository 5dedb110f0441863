using System.Net;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Inboxes;

public sealed class InboxMemberTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Case49_Members_AreAddedReplacedAndRemoved()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, one, two) = (await tenant.AdministratorAsync(), await tenant.AgentAsync("One"), await tenant.AgentAsync("Two"));
        var inbox = await tenant.InboxAsync(InboxChannel.Api, one);

        Assert.Equal([one.User.Id, two.User.Id], Ids(await admin.PostAsync(tenant, "/inbox_members", Body(inbox, two.User.Id, two.User.Id))));
        Assert.Equal([two.User.Id], Ids(await admin.Client.PatchAsync(tenant.Path + "/inbox_members", Body(inbox, two.User.Id))));
        Assert.Equal([two.User.Id], Ids(await two.GetAsync(tenant, $"/inbox_members/{inbox}")));
        (await admin.Client.SendJsonAsync(HttpMethod.Delete, tenant.Path + "/inbox_members", Body(inbox, one.User.Id, two.User.Id))).Is(HttpStatusCode.OK);
        Assert.Empty(Ids(await admin.GetAsync(tenant, $"/inbox_members/{inbox}")));
        (await two.GetAsync(tenant, $"/inbox_members/{inbox}")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Case49_WhatCannotBe_IsSaid()
    {
        var (tenant, other) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (admin, agent, stranger) = (await tenant.AdministratorAsync(), await tenant.AgentAsync(), await other.AgentAsync());
        var inbox = await tenant.InboxAsync(InboxChannel.Api, agent);
        var invalid = $$"""{"inbox_id":{{inbox}},"user_ids":["invalid"]}""";

        (await admin.PostAsync(tenant, "/inbox_members", invalid)).Is(HttpStatusCode.UnprocessableEntity);
        (await admin.Client.PatchAsync(tenant.Path + "/inbox_members", invalid)).Is(HttpStatusCode.UnprocessableEntity);
        (await admin.Client.SendJsonAsync(HttpMethod.Delete, tenant.Path + "/inbox_members", invalid)).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, "/inbox_members", $$"""{"inbox_id":null,"user_ids":[{{agent.User.Id}}]}""")).Is(HttpStatusCode.NotFound);
        (await admin.PostAsync(tenant, "/inbox_members", Body(inbox, agent.User.Id, stranger.User.Id))).IsInvalid("User must exist");
        (await admin.Client.PatchAsync(tenant.Path + "/inbox_members", Body(inbox, stranger.User.Id))).IsInvalid("User must exist");
        (await agent.PostAsync(tenant, "/inbox_members", Body(inbox, agent.User.Id))).Is(HttpStatusCode.Unauthorized);
        (await stranger.PostAsync(other, "/inbox_members", Body(inbox, stranger.User.Id))).Is(HttpStatusCode.Unauthorized);
        Assert.Equal([agent.User.Id], Ids(await admin.GetAsync(tenant, $"/inbox_members/{inbox}")));
    }

    private static string Body(long inbox, params long[] userIds) => $$"""{"inbox_id":{{inbox}},"user_ids":[{{string.Join(',', userIds)}}]}""";

    private static IEnumerable<long> Ids(Answer answer) => answer.Payload().Select(agent => agent!["id"]!.GetValue<long>());
}
