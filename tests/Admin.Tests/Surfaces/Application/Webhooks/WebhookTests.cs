using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Webhooks;

public sealed class WebhookTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Webhooks_OfAnAccount_AreItsAdministratorsWithTheirSecrets()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var inbox = await tenant.InboxAsync();

        var made = (await admin.PostAsync(tenant, "/webhooks", """{"url":"https://example.com/a","subscriptions":["message_created","conversation_typing_on"]}""")).Is(HttpStatusCode.OK).Body!["payload"]!["webhook"]!;
        var wrapped = (await admin.PostAsync(tenant, "/webhooks/", $$"""{"webhook":{"url":"https://example.com/b","name":"B","inbox_id":{{inbox}} } }""")).Is(HttpStatusCode.OK).Body!["payload"]!["webhook"]!;

        Assert.Equal("""["message_created","conversation_typing_on"]""", made["subscriptions"]!.ToJsonString());
        Assert.NotEmpty(made["secret"]!.GetValue<string>());
        Assert.Equal(tenant.AccountId, made["account_id"]!.GetValue<long>());
        Assert.False(made.AsObject().ContainsKey("inbox"));
        Assert.Equal(8, wrapped["subscriptions"]!.AsArray().Count);
        Assert.Equal($$"""{"id":{{inbox}},"name":"Inbox"}""", wrapped["inbox"]!.ToJsonString());
        var changed = (await admin.Client.PatchAsync($"{tenant.Path}/webhooks/{made["id"]}", """{"name":"A"}""")).Is(HttpStatusCode.OK).Body!["payload"]!["webhook"]!;
        Assert.Equal((made["secret"]!.GetValue<string>(), "A"), (changed["secret"]!.GetValue<string>(), changed["name"]!.GetValue<string>()));
        Assert.Equal(2, (await admin.GetAsync(tenant, "/webhooks")).Is(HttpStatusCode.OK).Body!["payload"]!["webhooks"]!.AsArray().Count);
        foreach (var answer in new[]
        {
            await agent.GetAsync(tenant, "/webhooks"),
            await agent.PostAsync(tenant, "/webhooks", """{"url":"https://example.com/c"}"""),
            await agent.DeleteAsync(tenant, $"/webhooks/{made["id"]}"),
        })
        {
            answer.Is(HttpStatusCode.Unauthorized);
        }

        (await admin.DeleteAsync(tenant, $"/webhooks/{made["id"]}")).Is(HttpStatusCode.OK);
        (await admin.DeleteAsync(tenant, $"/webhooks/{made["id"]}")).Is(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"url":"https://example.com","subscriptions":[]}""", "Subscriptions Invalid events")]
    [InlineData("""{"url":"https://example.com","subscriptions":["nothing"]}""", "Subscriptions Invalid events")]
    [InlineData("""{"url":"example.com"}""", "Url is invalid")]
    [InlineData("""{}""", "Url is invalid")]
    [InlineData("""{"url":"javascript:alert(1)"}""", "Url is invalid")]
    [InlineData("""{"url":"http://user:pass@example.com"}""", "Url is invalid")]
    [InlineData("""{"url":"http://localhost:3000/hook"}""", "Url is invalid")]
    [InlineData("""{"url":"http://[::1]/hook"}""", "Url is invalid")]
    [InlineData("""{"url":"http://2130706433/"}""", "Url is invalid")]
    [InlineData("""{"url":"https://example.com","inbox_id":1}""", "Inbox must exist")]
    public async Task Create_WhatCannotBe_IsSaid(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        (await (await tenant.AdministratorAsync()).PostAsync(tenant, "/webhooks", json)).IsInvalid(message);
    }

    [Fact]
    public async Task Create_SameUrlAgain_IsTakenInTheAccountOnly()
    {
        var (tenant, other) = (await Tenant.JoinAsync(fixture.Server), await Tenant.JoinAsync(fixture.Server));
        var (admin, stranger) = (await tenant.AdministratorAsync(), await other.AdministratorAsync());

        (await admin.PostAsync(tenant, "/webhooks", """{"url":"https://example.com"}""")).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, "/webhooks", """{"url":"https://example.com","subscriptions":null}""")).IsInvalid("Url has already been taken");
        (await stranger.PostAsync(other, "/webhooks", """{"url":"https://example.com"}""")).Is(HttpStatusCode.OK);
    }
}
