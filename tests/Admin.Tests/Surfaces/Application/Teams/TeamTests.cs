using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Application.Teams;

public sealed class TeamTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotFound = """{"error":"Resource could not be found"}""";

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Life_OfATeam()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();

        var made = (await admin.PostAsync(tenant, "/teams", """{"name":" Sales ÄÖ ","description":"d"}""")).Is(HttpStatusCode.OK);
        var id = made.Body!["id"]!.GetValue<long>();
        made.Is(HttpStatusCode.OK, $$"""{"id":{{id}},"name":"sales äö","description":"d","allow_auto_assign":true,"account_id":{{tenant.AccountId}},"is_member":false}""");
        (await admin.PostAsync(tenant, "/teams", """{"team":{"name":"SALES äö"}}""")).IsInvalid("Name has already been taken");
        Assert.False((await admin.Client.PatchAsync($"{tenant.Path}/teams/{id}", """{"allow_auto_assign":false}""")).Is(HttpStatusCode.OK).Body!["allow_auto_assign"]!.GetValue<bool>());
        (await admin.Client.PatchAsync($"{tenant.Path}/teams/{id}", """{"name":" "}""")).IsInvalid("Name must not be blank");
        Assert.Equal("sales äö", Assert.Single((await admin.GetAsync(tenant, "/teams")).Body!.AsArray())!["name"]!.GetValue<string>());
        (await admin.DeleteAsync(tenant, $"/teams/{id}")).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, $"/teams/{id}")).Is(HttpStatusCode.NotFound, NotFound);
        (await admin.DeleteAsync(tenant, $"/teams/{id}")).Is(HttpStatusCode.NotFound, NotFound);
    }

    [Fact]
    public async Task Members_AreAddedReplacedAndRemoved()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        var (one, two) = (await tenant.AgentAsync("One"), await tenant.AgentAsync("Two"));
        var path = $"/teams/{await TeamAsync(tenant, admin)}/team_members";

        Assert.Equal("One", Names(await admin.PostAsync(tenant, path, $$"""{"user_ids":[{{one.User.Id}}]}""")));
        Assert.Equal("Two One", Names(await admin.PostAsync(tenant, path, $$"""{"user_ids":[{{two.User.Id}},"{{one.User.Id}}"]}""")));
        Assert.Equal("One Two", Names(await one.GetAsync(tenant, path)));
        Assert.True((await one.GetAsync(tenant, path[..path.LastIndexOf('/')])).Body!["is_member"]!.GetValue<bool>());
        Assert.Equal("Two", Names(await admin.Client.PatchAsync(tenant.Path + path, $$"""{"user_ids":[{{two.User.Id}}]}""")));
        Assert.Equal("Two", Names(await admin.GetAsync(tenant, path)));
        (await admin.Client.SendJsonAsync(HttpMethod.Delete, tenant.Path + path, $$"""{"user_ids":["invalid",987654321,{{two.User.Id}}]}""")).Is(HttpStatusCode.OK);
        (await admin.GetAsync(tenant, path)).Is(HttpStatusCode.OK, "[]");
    }

    [Fact]
    public async Task Members_WhoCannotBe_AreRefusedAndNothingChanges()
    {
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var (admin, stranger) = (await tenant.AdministratorAsync("Ada"), await other.AgentAsync());
        var path = $"/teams/{await TeamAsync(tenant, admin)}/team_members";
        await admin.PostAsync(tenant, path, $$"""{"user_ids":[{{admin.User.Id}}]}""");

        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Patch])
        {
            (await admin.Client.SendJsonAsync(method, tenant.Path + path, $$"""{"user_ids":[{{stranger.User.Id}}]}""")).IsInvalid("User must exist");
            (await admin.Client.SendJsonAsync(method, tenant.Path + path, """{"user_ids":["invalid"]}""")).IsInvalid("User ids must be a list of numbers");
            (await admin.Client.SendJsonAsync(method, tenant.Path + path, "{}")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"param is missing or the value is empty: user_ids"}""");
        }

        Assert.Equal("Ada", Names(await admin.GetAsync(tenant, path)));
    }

    [Fact]
    public async Task Member_TakenOutOfTheAccount_LeavesItsTeams()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        var path = $"/teams/{await TeamAsync(tenant, admin)}/team_members";
        await admin.PostAsync(tenant, path, $$"""{"user_ids":[{{agent.User.Id}}]}""");

        (await admin.DeleteAsync(tenant, $"/agents/{agent.User.Id}")).Is(HttpStatusCode.OK);

        (await admin.GetAsync(tenant, path)).Is(HttpStatusCode.OK, "[]");
    }

    [Fact]
    public async Task Writes_OfAnAgent_AreNotAllowed()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var agent = await tenant.AgentAsync();
        var id = await TeamAsync(tenant, await tenant.AdministratorAsync());

        foreach (var (method, path) in ((string, string)[])
            [("POST", ""), ("PATCH", $"/{id}"), ("DELETE", $"/{id}"), ("POST", $"/{id}/team_members"), ("PATCH", $"/{id}/team_members"), ("DELETE", $"/{id}/team_members")])
        {
            (await agent.Client.SendJsonAsync(new HttpMethod(method), tenant.Path + "/teams" + path, "{}"))
                .Is(HttpStatusCode.Unauthorized, """{"error":"You are not authorized to do this action"}""");
        }
    }

    private static async Task<long> TeamAsync(Tenant tenant, Person admin)
        => (await admin.PostAsync(tenant, "/teams", """{"name":"team"}""")).Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();

    private static string Names(Answer answer) => string.Join(' ', ((JsonArray)answer.Is(HttpStatusCode.OK).Body!).Select(agent => agent!["name"]!.GetValue<string>()));
}
