using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Platform;

public sealed class PlatformBotTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    /// <summary>Case 22.</summary>
    [Fact]
    public async Task List_AppWithNone_IsEmpty()
        => (await (await AppOwner.RegisterAsync(Server)).GetAsync("/agent_bots")).Is(HttpStatusCode.OK, "[]");

    [Fact]
    public async Task Life_OfASystemBot()
    {
        var app = await AppOwner.RegisterAsync(Server);

        var made = (await app.PostAsync("/agent_bots", """{"name":"Helper","description":"d","outgoing_url":"https://bot.example/hook"}""")).Is(HttpStatusCode.OK).Body!;
        var changed = (await app.PatchAsync($"/agent_bots/{made["id"]}", """{"name":"Helper 2"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(["id", "name", "description", "outgoing_url", "account_id", "access_token"], made.AsObject().Select(member => member.Key));
        Assert.True(made["account_id"] is null && made["access_token"]!.GetValue<string>().Length > 20);
        Assert.Equal(("Helper 2", "d"), (changed["name"]!.GetValue<string>(), changed["description"]!.GetValue<string>()));
        Assert.Single((await app.GetAsync("/agent_bots")).Body!.AsArray());
        (await app.GetAsync($"/agent_bots/{made["id"]}")).Is(HttpStatusCode.OK, changed.ToJsonString());
        (await app.DeleteAsync($"/agent_bots/{made["id"]}/avatar")).Is(HttpStatusCode.OK);
        (await app.DeleteAsync($"/agent_bots/{made["id"]}")).Is(HttpStatusCode.OK);
        (await app.GetAsync($"/agent_bots/{made["id"]}")).Is(HttpStatusCode.NotFound);
        using var bot = Tenant.ClientWith(Server, made["access_token"]!.GetValue<string>());
        (await bot.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, """{"error":"Invalid Access Token"}""");
    }

    [Fact]
    public async Task Create_ForAnAccount_MustBeOneThatTheAppMayReach()
    {
        var (app, other) = (await AppOwner.RegisterAsync(Server), await AppOwner.RegisterAsync(Server));
        var (mine, theirs) = (await app.AccountAsync(), await other.AccountAsync());

        Assert.Equal(mine, (await app.PostAsync("/agent_bots", $$"""{"name":"B","account_id":{{mine}} }""")).Is(HttpStatusCode.OK).Body!["account_id"]!.GetValue<long>());
        (await app.PostAsync("/agent_bots", $$"""{"name":"B","account_id":{{theirs}} }""")).Is(HttpStatusCode.Unauthorized, """{"error":"Non permissible resource"}""");
        (await app.PostAsync("/agent_bots", """{"name":"B","account_id":987654321}""")).IsInvalid("Account must exist");
        (await app.PostAsync("/agent_bots", """{"outgoing_url":"ftp://x"}""")).IsInvalid("Name can't be blank, Outgoing url is invalid");
    }
}
