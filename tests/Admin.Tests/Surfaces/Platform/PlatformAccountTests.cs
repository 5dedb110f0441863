using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Platform;

public sealed class PlatformAccountTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    /// <summary>Cases 4, 6, 7.</summary>
    [Fact]
    public async Task Create_EveryField_IsEchoedAndReachableAtOnce()
    {
        var app = await AppOwner.RegisterAsync(Server);

        var made = (await app.PostAsync("/accounts", """
            {"name":"Zürich AG","locale":"de","domain":"zurich.example","support_email":"help@zurich.example","tier":"enterprise",
             "limits":{"agents":5,"inboxes":"10","key_requests_per_minute":600},"custom_attributes":{"plan":{"name":"gold"}},
             "features":{"x":true,"y":false,"labels":"false"},"unknown":1}
            """)).Is(HttpStatusCode.OK).Body!;

        Assert.True(JsonNode.DeepEquals(made, (await app.GetAsync($"/accounts/{made["id"]}")).Body));
        Assert.Equal(
            ("Zürich AG", "de", "zurich.example", "help@zurich.example", "active", "enterprise"),
            (made["name"]!.GetValue<string>(), made["locale"]!.GetValue<string>(), made["domain"]!.GetValue<string>(),
             made["support_email"]!.GetValue<string>(), made["status"]!.GetValue<string>(), made["tier"]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"agents":5,"inboxes":10,"key_requests_per_minute":600}"""), made["limits"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"plan":{"name":"gold"}}"""), made["custom_attributes"]));
        var features = made["features"]!.AsObject();
        Assert.True(features.ContainsKey("x") && features.ContainsKey("macros") && !features.ContainsKey("y") && !features.ContainsKey("labels"));
    }

    [Theory]
    [InlineData("{}", "Name can't be blank")]
    [InlineData("""{"name":"  "}""", "Name can't be blank")]
    [InlineData("""{"name":["a"]}""", "Name must be a string")]
    [InlineData("""{"name":"A","status":"closed"}""", "Status is not included in the list")]
    [InlineData("""{"name":"A","locale":"xx"}""", "Locale is not included in the list")]
    [InlineData("""{"name":"A","tier":"gold"}""", "Tier is not included in the list")]
    [InlineData("""{"name":"A","limits":{"agents":-1}}""", "Limits agents must be a whole number from 0 to 2147483647")]
    [InlineData("""{"name":"A","limits":{"agents":[1]}}""", "Limits agents must be a whole number from 0 to 2147483647")]
    [InlineData("""{"name":"A","limits":[1]}""", "Limits must be an object")]
    [InlineData("""{"name":"A","features":{"x":"maybe"}}""", "X must be true or false")]
    public async Task Create_WhatCannotBeStored_IsRefusedInWords(string json, string message)
    {
        var app = await AppOwner.RegisterAsync(Server);

        (await app.PostAsync("/accounts", json)).IsInvalid(message);

        (await app.GetAsync("/accounts")).Is(HttpStatusCode.OK, "[]");
    }

    [Fact]
    public async Task Create_LongName_IsTooLong()
    {
        var app = await AppOwner.RegisterAsync(Server);

        (await app.PostAsync("/accounts", new JsonObject { ["name"] = new string('a', 256) }.ToJsonString()))
            .Is(HttpStatusCode.UnprocessableEntity, """{"message":"Name is too long (maximum is 255 characters)","attributes":["name"]}""");
    }

    /// <summary>Case 9.</summary>
    [Fact]
    public async Task List_ShowsOnlyWhatTheAppMayReach()
    {
        var (app, other) = (await AppOwner.RegisterAsync(Server), await AppOwner.RegisterAsync(Server));
        var (first, second) = (await app.AccountAsync(), await app.AccountAsync());
        await other.AccountAsync();

        Assert.Equal([first, second], (await app.GetAsync("/accounts")).Body!.AsArray().Select(account => account!["id"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Update_ReplacesObjectsAndTogglesNamedFlags()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var id = await app.AccountAsync("""
            {"name":"Acme","limits":{"agents":5,"requests_per_minute":1000},"custom_attributes":{"a":1},"features":{"x":true}}
            """);

        var changed = (await app.PatchAsync($"/accounts/{id}", """{"limits":{"inboxes":2},"custom_attributes":{"b":2},"features":{"labels":null,"z":1}}""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal("Acme", changed["name"]!.GetValue<string>());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"inboxes":2,"requests_per_minute":1000}"""), changed["limits"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"b":2}"""), changed["custom_attributes"]));
        Assert.True(changed["features"]!.AsObject() is { } features && features.ContainsKey("x") && features.ContainsKey("z") && !features.ContainsKey("labels"));
        (await app.PatchAsync($"/accounts/{id}", """{"name":""}""")).IsInvalid("Name can't be blank");
    }

    [Fact]
    public async Task Update_Ceilings_HoldFromTheNextRequestOn()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var account = Server.Credentials["accountId"]!.GetValue<long>();
        await app.GrantAsync(Permissible.Account(account));

        (await app.PatchAsync($"/accounts/{account}", """{"limits":{"key_requests_per_minute":100}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("100", (await Server.Client.GetJsonAsync("/links")).Header("X-RateLimit-Limit"));

        (await app.PatchAsync($"/accounts/{account}", """{"limits":{"key_requests_per_minute":null}}""")).Is(HttpStatusCode.OK);
        Assert.Equal("6000", (await Server.Client.GetJsonAsync("/links")).Header("X-RateLimit-Limit"));
        (await app.PatchAsync($"/accounts/{account}", """{"limits":{"requests_per_minute":0}}""")).Is(HttpStatusCode.UnprocessableEntity);

        // Who changed it stands in the account's audit log.
        var entry = (await Server.Client.GetJsonAsync("/audit?limit=1")).Body!["data"]![0]!;
        Assert.Equal(("account.updated", "platform-app", "Portal"), (entry["action"]!.GetValue<string>(), entry["actor"]!["type"]!.GetValue<string>(), entry["actor"]!["name"]!.GetValue<string>()));
    }

    /// <summary>Case 27.</summary>
    [Fact]
    public async Task Update_Suspended_KeepsPeopleOutUntilActiveAgain()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var tenant = await Tenant.JoinAsync(Server);
        var (member, stranger) = (await tenant.AgentAsync(), await Tenant.StrangerAsync(Server));
        await app.GrantAsync(Permissible.Account(tenant.AccountId));

        Assert.Equal("suspended", (await app.PatchAsync($"/accounts/{tenant.AccountId}", """{"status":"suspended"}""")).Text("status"));
        foreach (var person in (Person[])[member, stranger])
        {
            (await person.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.Unauthorized, """{"error":"Account is suspended"}""");
        }

        (await app.PatchAsync($"/accounts/{tenant.AccountId}", """{"status":"active"}""")).Is(HttpStatusCode.OK);
        (await member.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Delete_IsGoneForEveryCallerAtOnce()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var tenant = await Tenant.JoinAsync(Server);
        var person = await tenant.AdministratorAsync();
        var bot = await tenant.BotAsync();
        await app.GrantAsync(Permissible.Account(tenant.AccountId));

        var deleted = (await app.DeleteAsync($"/accounts/{tenant.AccountId}")).Is(HttpStatusCode.OK);

        Assert.Null(deleted.Body);
        (await app.GetAsync($"/accounts/{tenant.AccountId}")).Is(HttpStatusCode.NotFound);
        (await app.DeleteAsync($"/accounts/{tenant.AccountId}")).Is(HttpStatusCode.NotFound);
        (await app.GetAsync("/accounts")).Is(HttpStatusCode.OK, "[]");
        (await person.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        (await bot.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, """{"error":"Invalid Access Token"}""");
        Assert.Empty((await person.Client.GetJsonAsync("/api/v1/profile")).Body!["accounts"]!.AsArray());
    }
}
