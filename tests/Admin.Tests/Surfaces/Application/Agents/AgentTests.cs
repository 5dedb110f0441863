using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Platform;

namespace OneLink.Admin.Tests.Surfaces.Application.Agents;

public sealed class AgentTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Full = """{"error":"Account limit exceeded. Please purchase more licenses"}""";
    private const string NotAllowed = """{"error":"You are not authorized to do this action"}""";

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task List_IsEverybodyByName_AlsoForAgents()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (admin, agent) = (await tenant.AdministratorAsync("zoe"), await tenant.AgentAsync("Bob"));
        await (await Tenant.JoinAsync(Server)).AgentAsync("Eve");

        var agents = (await agent.GetAsync(tenant, "/agents")).Is(HttpStatusCode.OK).Body!.AsArray();

        Assert.Equal(["Bob agent", "zoe administrator"], agents.Select(one => $"{one!["name"]} {one["role"]}"));
        Assert.Equal(
            ["id", "account_id", "availability_status", "auto_offline", "confirmed", "email", "provider", "available_name", "name", "role", "thumbnail"],
            agents[0]!.AsObject().Select(member => member.Key));
        Assert.Equal(tenant.AccountId, agents[0]!["account_id"]!.GetValue<long>());
        Assert.NotNull(admin);
    }

    /// <summary>No mail is sent: whoever was invited gets in by a link that the administrator passes on, and sets a password then.</summary>
    [Fact]
    public async Task Invitation_OfSomebodyNew_LetsHimInUntilHeHasAPassword()
    {
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var (admin, agent, stranger) = (await tenant.AdministratorAsync(), await tenant.AgentAsync(), await other.AdministratorAsync("Eve"));
        var email = $"{Guid.NewGuid():N}@new.example";
        var id = (await admin.PostAsync(tenant, "/agents", new JsonObject { ["email"] = email, ["role"] = "agent" }.ToJsonString())).Is(HttpStatusCode.OK).Body!["id"];
        var path = $"/agents/{id}/invitation";
        (await agent.PostAsync(tenant, path, "")).Is(HttpStatusCode.Unauthorized, NotAllowed);
        (await stranger.PostAsync(other, path, "")).Is(HttpStatusCode.NotFound);
        (await admin.PostAsync(tenant, $"/agents/{agent.User.Id}/invitation", "")).Is(HttpStatusCode.UnprocessableEntity);

        var link = new Uri((await admin.PostAsync(tenant, path, "")).Is(HttpStatusCode.OK).Text("url"));
        Assert.Equal("/app/login", link.AbsolutePath);
        using var browser = new BrowserClient(Server);
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);
        var signedIn = await browser.Http.PostAsync("/session", new JsonObject { ["email"] = query["email"], ["ssoAuthToken"] = query["sso_auth_token"] }.ToJsonString());
        Assert.Equal(HttpStatusCode.Created, signedIn.Status);
        browser.SendToken(signedIn.Text("csrfToken"));
        (await browser.Http.PutAsync("/api/v1/profile", """{"profile":{"password":"short"}}""")).Is(HttpStatusCode.UnprocessableEntity);

        // Whom another account has as well is not this one's to let in.
        (await stranger.PostAsync(other, "/agents", new JsonObject { ["email"] = email, ["role"] = "agent" }.ToJsonString())).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, path, "")).Is(HttpStatusCode.UnprocessableEntity);
        (await stranger.DeleteAsync(other, $"/agents/{id}")).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, path, "")).Is(HttpStatusCode.OK);

        var profile = (await browser.Http.PutAsync("/api/v1/profile", """{"profile":{"password":"Correct-horse-7"}}""")).Is(HttpStatusCode.OK);
        Assert.True(profile.Body!["confirmed"]!.GetValue<bool>());
        (await browser.Http.PutAsync("/api/v1/profile", """{"profile":{"password":"Correct-horse-8"}}""")).Is(HttpStatusCode.UnprocessableEntity);
        (await admin.PostAsync(tenant, path, "")).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_NewAddress_MakesAPersonWithoutAPassword(bool wrapped)
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        var fields = new JsonObject
        {
            ["name"] = "Grace",
            ["email"] = $"{Guid.NewGuid():N}@New.Example",
            ["role"] = "administrator",
            ["availability_status"] = "available",
            ["auto_offline"] = false,
        };

        var made = (await admin.PostAsync(tenant, "/agents", (wrapped ? new JsonObject { ["agent"] = fields } : fields).ToJsonString())).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            ("Grace", "administrator", "online", false, false),
            (made["name"]!.GetValue<string>(), made["role"]!.GetValue<string>(), made["availability_status"]!.GetValue<string>(),
             made["auto_offline"]!.GetValue<bool>(), made["confirmed"]!.GetValue<bool>()));
        Assert.Equal(2, (await admin.GetAsync(tenant, "/agents")).Body!.AsArray().Count);
    }

    [Fact]
    public async Task Create_PersonOfAnotherAccount_ComesInOnce()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        var other = await (await Tenant.JoinAsync(Server)).AgentAsync("Eve");
        var wish = $$"""{"name":"Another name","email":"{{other.User.Email.ToUpperInvariant()}}"}""";

        var added = (await admin.PostAsync(tenant, "/agents", wish)).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((other.User.Id, "Eve", "agent"), (added["id"]!.GetValue<long>(), added["name"]!.GetValue<string>(), added["role"]!.GetValue<string>()));
        (await admin.PostAsync(tenant, "/agents", wish)).Is(HttpStatusCode.UnprocessableEntity, """{"message":"User has already been taken","attributes":["user_id"]}""");
    }

    [Theory]
    [InlineData("""{"name":"A"}""", "Email can't be blank")]
    [InlineData("""{"name":"A","email":"nobody"}""", "Email is invalid")]
    [InlineData("""{"name":"A","email":"role@refused.example","role":"owner"}""", "Role is not included in the list")]
    [InlineData("""{"name":"A","email":"role@refused.example","availability":"away"}""", "Availability is not included in the list")]
    public async Task Create_WhatCannotBeStored_IsRefusedAndMakesNobody(string json, string message)
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();

        (await admin.PostAsync(tenant, "/agents", json)).IsInvalid(message);

        // The address is free: nobody was made for the place that was refused.
        var app = await AppOwner.RegisterAsync(Server);
        if (json.Contains("refused", StringComparison.Ordinal))
        {
            var user = (await app.PostAsync("/users", AppOwner.NewUser(email: "role@refused.example"))).Is(HttpStatusCode.OK).Body!;
            (await app.DeleteAsync($"/users/{user["id"]}")).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Writes_OfAnAgent_AreNotAllowed()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (agent, other) = (await tenant.AgentAsync(), await tenant.AgentAsync());

        foreach (var (method, path) in ((string, string)[])[("POST", ""), ("POST", "/bulk_create"), ("PATCH", $"/{other.User.Id}"), ("DELETE", $"/{other.User.Id}")])
        {
            (await agent.Client.SendJsonAsync(new HttpMethod(method), tenant.Path + "/agents" + path, "{}")).Is(HttpStatusCode.Unauthorized, NotAllowed);
        }
    }

    [Fact]
    public async Task Create_AllSeatsTaken_AsksForPayment()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        await app.GrantAsync(Permissible.Account(tenant.AccountId));
        await app.PatchAsync($"/accounts/{tenant.AccountId}", """{"limits":{"agents":2}}""");

        (await admin.PostAsync(tenant, "/agents/bulk_create", """{"emails":["a@seat.example","b@seat.example"]}""")).Is(HttpStatusCode.PaymentRequired, Full);
        (await admin.PostAsync(tenant, "/agents", """{"email":"a@seat.example"}""")).Is(HttpStatusCode.OK);
        (await admin.PostAsync(tenant, "/agents", """{"email":"b@seat.example"}""")).Is(HttpStatusCode.PaymentRequired, Full);
        Assert.Equal(2, (await admin.GetAsync(tenant, "/agents")).Body!.AsArray().Count);
    }

    [Fact]
    public async Task CreateAll_PassesOverWhatCannotBe()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync("Ada");

        (await admin.PostAsync(tenant, "/agents/bulk_create", $$"""{"emails":["one@bulk.example","nobody","{{admin.User.Email}}","one@bulk.example"]}""")).Is(HttpStatusCode.OK);

        Assert.Equal(["Ada", "one"], (await admin.GetAsync(tenant, "/agents")).Body!.AsArray().Select(agent => agent!["name"]!.GetValue<string>()));
        (await admin.PostAsync(tenant, "/agents/bulk_create", "{}")).Is(HttpStatusCode.UnprocessableEntity, """{"error":"param is missing or the value is empty: emails"}""");
    }

    /// <summary>Case 51.</summary>
    [Fact]
    public async Task Update_RoleAndAvailability_Change()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());

        var changed = (await admin.PutAsync(tenant, $"/agents/{agent.User.Id}", """{"role":"administrator","availability":"busy","auto_offline":false}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("administrator", "busy", false), (changed["role"]!.GetValue<string>(), changed["availability_status"]!.GetValue<string>(), changed["auto_offline"]!.GetValue<bool>()));
        (await admin.PutAsync(tenant, $"/agents/{agent.User.Id}", """{"role":"owner"}""")).IsInvalid("Role is not included in the list");
    }

    [Fact]
    public async Task Update_Name_OnlyOfOneWhoIsNowhereElse()
    {
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var admin = await tenant.AdministratorAsync();
        var (own, shared) = (await tenant.AgentAsync("Own"), await tenant.AgentAsync("Shared"));
        await other.AddAsync(shared, AccountRole.Agent);

        Assert.Equal("New", (await admin.PutAsync(tenant, $"/agents/{own.User.Id}", """{"name":"New"}""")).Text("name"));
        Assert.Equal("Shared", (await admin.PutAsync(tenant, $"/agents/{shared.User.Id}", """{"name":"New"}""")).Text("name"));
    }

    /// <summary>Case 51.</summary>
    [Fact]
    public async Task Delete_EndsThePlace_AndThePersonOfNoOtherAccount()
    {
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var admin = await tenant.AdministratorAsync();
        var (own, shared) = (await tenant.AgentAsync(), await tenant.AgentAsync());
        await other.AddAsync(shared, AccountRole.Agent);

        (await admin.DeleteAsync(tenant, $"/agents/{own.User.Id}")).Is(HttpStatusCode.OK);
        (await admin.DeleteAsync(tenant, $"/agents/{shared.User.Id}")).Is(HttpStatusCode.OK);

        Assert.Single((await admin.GetAsync(tenant, "/agents")).Body!.AsArray());
        (await own.Client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized);
        (await shared.Client.GetJsonAsync(other.Path)).Is(HttpStatusCode.OK);
        (await admin.DeleteAsync(tenant, $"/agents/{own.User.Id}")).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
    }

    [Fact]
    public async Task Delete_PersonOfAPlatformApp_LeavesHimToIt()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = await app.UserAsync();
        var tenant = await Tenant.JoinAsync(Server);
        var admin = await tenant.AdministratorAsync();
        (await admin.PostAsync(tenant, "/agents", $$"""{"email":"{{user["email"]}}"}""")).Is(HttpStatusCode.OK);

        (await admin.DeleteAsync(tenant, $"/agents/{user["id"]}")).Is(HttpStatusCode.OK);

        (await app.GetAsync($"/users/{user["id"]}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Writes_OfAnotherAccountsPerson_FindNobody()
    {
        var (tenant, other) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var (admin, theirs) = (await tenant.AdministratorAsync(), await other.AgentAsync("Theirs"));

        (await admin.PutAsync(tenant, $"/agents/{theirs.User.Id}", """{"name":"Mine","role":"administrator"}""")).Is(HttpStatusCode.NotFound);
        (await admin.DeleteAsync(tenant, $"/agents/{theirs.User.Id}")).Is(HttpStatusCode.NotFound);

        var profile = (await theirs.Client.GetJsonAsync("/api/v1/profile")).Body!;
        Assert.Equal(("Theirs", "agent"), (profile["name"]!.GetValue<string>(), profile["role"]!.GetValue<string>()));
    }
}
