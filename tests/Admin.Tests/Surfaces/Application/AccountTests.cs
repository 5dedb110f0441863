using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class AccountTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Show_AnyMember_SeesTheAccount()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server, "Zürich & Søns");
        var agent = await tenant.AgentAsync();

        var account = (await agent.Client.GetJsonAsync(tenant.Path + "/")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            (tenant.AccountId, "Zürich & Søns", "active", "en"),
            (account["id"]!.GetValue<long>(), account["name"]!.GetValue<string>(), account["status"]!.GetValue<string>(), account["locale"]!.GetValue<string>()));
        Assert.True(account["features"]!["labels"]!.GetValue<bool>());
        Assert.True(JsonNode.DeepEquals(new JsonObject(), account["settings"]));
        Assert.EndsWith("Z", account["created_at"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_SettingsAndAttributes_AreMerged()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();

        (await admin.Client.PatchAsync(tenant.Path, """{"auto_resolve_after":"60","auto_resolve_message":"bye","industry":"toys"}""")).Is(HttpStatusCode.OK);
        var changed = (await admin.Client.PatchAsync(
            tenant.Path, """{"name":"Neu","locale":"de","domain":"d.example","support_email":"s@d.example","auto_resolve_after":null,"auto_resolve_ignore_waiting":true,"timezone":"Europe/Zurich"}"""))
            .Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("Neu", "de", "d.example"), (changed["name"]!.GetValue<string>(), changed["locale"]!.GetValue<string>(), changed["domain"]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"auto_resolve_after":null,"auto_resolve_message":"bye","auto_resolve_ignore_waiting":true}"""), changed["settings"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"industry":"toys","timezone":"Europe/Zurich"}"""), changed["custom_attributes"]));
    }

    [Theory]
    [InlineData("""{"name":" "}""", "Name can't be blank")]
    [InlineData("""{"locale":"klingon"}""", "Locale is not included in the list")]
    [InlineData("""{"auto_resolve_after":9}""", "Auto resolve after must be from 10 to 1438560 minutes")]
    [InlineData("""{"auto_resolve_after":"soon"}""", "Auto resolve after is not a number")]
    public async Task Update_WhatCannotBeStored_IsRefusedInWords(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);

        (await (await tenant.AdministratorAsync()).Client.PatchAsync(tenant.Path, json)).IsInvalid(message);
    }

    [Fact]
    public async Task Update_WhatIsThePlatformsToSay_IsIgnored()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);

        var account = (await (await tenant.AdministratorAsync()).Client.PatchAsync(tenant.Path, """{"status":"suspended","limits":{"agents":99},"features":{"labels":false}}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("active", account["status"]!.GetValue<string>());
        Assert.True(account["features"]!["labels"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Update_AgentOrStranger_IsNotAllowed()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var stranger = await (await Tenant.JoinAsync(fixture.Server)).AdministratorAsync();

        (await (await tenant.AgentAsync()).Client.PatchAsync(tenant.Path, """{"name":"B"}""")).Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to do this action"}""");
        (await stranger.Client.PatchAsync(tenant.Path, """{"name":"B"}""")).Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to access this account"}""");
    }
}
