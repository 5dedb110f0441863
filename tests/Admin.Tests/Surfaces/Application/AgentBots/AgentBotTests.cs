using System.Net;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Platform;

namespace OneLink.Admin.Tests.Surfaces.Application.AgentBots;

public sealed class AgentBotTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotFound = """{"error":"Resource could not be found"}""";

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Life_OfABot()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();

        var made = (await admin.PostAsync(tenant, "/agent_bots", """
            {"agent_bot":{"name":"Helper","description":"d","outgoing_url":"https://bot.example/hook","bot_type":0,"bot_config":{"a":1},"avatar_url":"https://bot.example/a.png"}}
            """)).Is(HttpStatusCode.OK).Body!;
        var path = $"/agent_bots/{made["id"]}";
        var changed = (await admin.Client.PatchAsync(tenant.Path + path, """{"name":"Helper 2","outgoing_url":""}""")).Is(HttpStatusCode.OK).Body!;
        var withoutAvatar = (await admin.DeleteAsync(tenant, path + "/avatar")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            ("webhook", tenant.AccountId, false, "https://bot.example/a.png"),
            (made["bot_type"]!.GetValue<string>(), made["account_id"]!.GetValue<long>(), made["system_bot"]!.GetValue<bool>(), made["thumbnail"]!.GetValue<string>()));
        Assert.Equal(("Helper 2", null, "d"), (changed["name"]!.GetValue<string>(), changed["outgoing_url"]?.GetValue<string>(), changed["description"]!.GetValue<string>()));
        Assert.Equal("", withoutAvatar["thumbnail"]!.GetValue<string>());
        Assert.Contains((await admin.GetAsync(tenant, "/agent_bots")).Body!.AsArray(), bot => bot!["id"]!.GetValue<long>() == made["id"]!.GetValue<long>());
        (await admin.DeleteAsync(tenant, path)).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, path)).Is(HttpStatusCode.NotFound, NotFound);
        (await admin.DeleteAsync(tenant, path)).Is(HttpStatusCode.NotFound, NotFound);
    }

    [Fact]
    public async Task Avatar_ByMultipart_IsServedUntilAnotherAddressTakesItsPlace()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        var fields = new Dictionary<string, string> { ["agent_bot[name]"] = "Helper" };

        var made = (await admin.Client.SendFormAsync(HttpMethod.Post, tenant.Path + "/agent_bots", fields, "agent_bot[avatar]", "a.png", Pictures.Png(), "image/png")).Is(HttpStatusCode.OK).Body!;

        var address = new Uri(made["thumbnail"]!.GetValue<string>());
        using var shown = await Server.Edge.GetAsync(address);
        Assert.Equal("image/webp", shown.Content.Headers.ContentType!.MediaType);
        (await admin.Client.PatchAsync($"{tenant.Path}/agent_bots/{made["id"]}", """{"avatar_url":"https://bot.example/a.png"}""")).Is(HttpStatusCode.OK);
        using var gone = await Server.Edge.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("{}", "Name can't be blank")]
    [InlineData("""{"name":"B","outgoing_url":"not an address"}""", "Outgoing url is invalid")]
    [InlineData("""{"name":"B","bot_type":"mind_reader"}""", "Bot type is not included in the list")]
    [InlineData("""{"name":"B","bot_config":[1]}""", "Bot config must be an object")]
    public async Task Create_WhatCannotBeStored_IsRefusedInWords(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(Server);

        (await (await tenant.AdministratorAsync()).PostAsync(tenant, "/agent_bots", json)).IsInvalid(message);
    }

    [Fact]
    public async Task ResetToken_OldOneIsDeadAtOnce()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        var made = (await admin.PostAsync(tenant, "/agent_bots", """{"name":"B"}""")).Body!;

        var reset = (await admin.PostAsync(tenant, $"/agent_bots/{made["id"]}/reset_access_token", "")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("""{"error":"Invalid Access Token"}""", await AnswerToAsync(made["access_token"]!.GetValue<string>()));
        Assert.Equal("""{"error":"Access to this endpoint is not authorized for bots"}""", await AnswerToAsync(reset["access_token"]!.GetValue<string>()));
    }

    [Fact]
    public async Task ResetSecret_IsAnotherOne()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        var made = (await admin.PostAsync(tenant, "/agent_bots", """{"name":"B"}""")).Body!;

        var reset = (await admin.PostAsync(tenant, $"/agent_bots/{made["id"]}/reset_secret", "")).Is(HttpStatusCode.OK);

        Assert.NotEqual(made["secret"]!.GetValue<string>(), reset.Text("secret"));
        Assert.Equal(made["access_token"]!.GetValue<string>(), reset.Text("access_token"));
    }

    [Fact]
    public async Task Agents_SeeBotsWithoutSecretsAndChangeNone()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var id = (await admin.PostAsync(tenant, "/agent_bots", """{"name":"B"}""")).Body!["id"];

        var seen = (await agent.GetAsync(tenant, $"/agent_bots/{id}")).Is(HttpStatusCode.OK).Body!.AsObject();

        Assert.False(seen.ContainsKey("access_token") || seen.ContainsKey("secret"));
        foreach (var (method, path) in ((string, string)[])
            [("POST", ""), ("PATCH", $"/{id}"), ("DELETE", $"/{id}"), ("DELETE", $"/{id}/avatar"), ("POST", $"/{id}/reset_access_token"), ("POST", $"/{id}/reset_secret")])
        {
            (await agent.Client.SendJsonAsync(new HttpMethod(method), tenant.Path + "/agent_bots" + path, "{}")).Is(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task SystemBot_IsSeenWithoutSecretsAndNotChanged()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var id = (await app.PostAsync("/agent_bots", """{"name":"System","outgoing_url":"https://bot.example"}""")).Body!["id"];
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();

        var seen = (await admin.GetAsync(tenant, $"/agent_bots/{id}")).Is(HttpStatusCode.OK).Body!.AsObject();

        Assert.True(seen["system_bot"]!.GetValue<bool>() && seen["outgoing_url"] is null && !seen.ContainsKey("access_token"));
        foreach (var (method, path) in ((string, string)[])[("PATCH", ""), ("DELETE", ""), ("DELETE", "/avatar"), ("POST", "/reset_access_token"), ("POST", "/reset_secret")])
        {
            (await admin.Client.SendJsonAsync(new HttpMethod(method), $"{tenant.Path}/agent_bots/{id}{path}", "{}")).Is(HttpStatusCode.NotFound, NotFound);
        }
    }

    private async Task<string?> AnswerToAsync(string token)
    {
        using var bot = Tenant.ClientWith(Server, token);
        return (await bot.GetJsonAsync("/api/v1/profile")).Body?.ToJsonString();
    }
}
