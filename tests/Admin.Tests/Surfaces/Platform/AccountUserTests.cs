using System.Net;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Platform;

public sealed class AccountUserTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Put_OwnUserTwice_IsOneMemberWhoseRoleChanges()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var account = await app.AccountAsync();
        var user = (await app.UserAsync())["id"]!.GetValue<long>();

        var added = (await app.PostAsync($"/accounts/{account}/account_users", $$"""{"user_id":{{user}} }""")).Is(HttpStatusCode.OK).Body!;
        var changed = (await app.PostAsync($"/accounts/{account}/account_users", $$"""{"user_id":"{{user}}","role":"administrator"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("agent", account, user), (added["role"]!.GetValue<string>(), added["account_id"]!.GetValue<long>(), added["user_id"]!.GetValue<long>()));
        Assert.Equal("administrator", changed["role"]!.GetValue<string>());
        Assert.Single((await app.GetAsync($"/accounts/{account}/account_users")).Body!.AsArray());
        var shown = (await app.GetAsync($"/users/{user}")).Body!;
        Assert.Equal((account, "administrator"), (shown["account_id"]!.GetValue<long>(), shown["role"]!.GetValue<string>()));
    }

    /// <summary>Cases 19, 21: people who came into the account otherwise.</summary>
    [Fact]
    public async Task Put_MemberMadeElsewhere_GetsAnotherRole()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        await app.GrantAsync(Permissible.Account(tenant.AccountId));

        (await app.PostAsync($"/accounts/{tenant.AccountId}/account_users", $$"""{"user_id":{{agent.User.Id}},"role":"administrator"}""")).Is(HttpStatusCode.OK);

        var member = Assert.Single((await app.GetAsync($"/accounts/{tenant.AccountId}/account_users")).Body!.AsArray())!;
        Assert.Equal((agent.User.Id, "administrator"), (member["user_id"]!.GetValue<long>(), member["role"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Put_UserOfAnotherApp_IsNotPermissible()
    {
        var (app, other) = (await AppOwner.RegisterAsync(Server), await AppOwner.RegisterAsync(Server));
        var account = await app.AccountAsync();
        var theirs = (await other.UserAsync())["id"]!.GetValue<long>();

        (await app.PostAsync($"/accounts/{account}/account_users", $$"""{"user_id":{{theirs}},"role":"agent"}"""))
            .Is(HttpStatusCode.Unauthorized, """{"error":"Non permissible resource"}""");

        (await app.GetAsync($"/accounts/{account}/account_users")).Is(HttpStatusCode.OK, "[]");
    }

    [Theory]
    [InlineData("""{"role":"agent"}""", "User must exist")]
    [InlineData("""{"user_id":987654321,"role":"agent"}""", "User must exist")]
    [InlineData("""{"user_id":"x","role":"agent"}""", "User is not a number")]
    public async Task Put_NoUser_IsRefused(string json, string message)
    {
        var app = await AppOwner.RegisterAsync(Server);

        (await app.PostAsync($"/accounts/{await app.AccountAsync()}/account_users", json)).IsInvalid(message);
    }

    [Fact]
    public async Task Put_UnknownRole_IsNotIncluded()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = (await app.UserAsync())["id"];

        (await app.PostAsync($"/accounts/{await app.AccountAsync()}/account_users", $$"""{"user_id":{{user}},"role":"owner"}""")).IsInvalid("Role is not included in the list");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Remove_InBodyOrQuery_EndsThePlaceAndMayBeRepeated(bool inBody)
    {
        var app = await AppOwner.RegisterAsync(Server);
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        await app.GrantAsync(Permissible.Account(tenant.AccountId));
        var path = $"/accounts/{tenant.AccountId}/account_users";

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (inBody ? await app.DeleteAsync(path, $$"""{"user_id":{{agent.User.Id}} }""") : await app.DeleteAsync($"{path}?user_id={agent.User.Id}")).Is(HttpStatusCode.OK);
        }

        (await agent.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to access this account"}""");
        (await agent.Client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.OK);
    }
}
