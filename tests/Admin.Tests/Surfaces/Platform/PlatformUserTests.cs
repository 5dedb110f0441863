using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.Surfaces.Platform;

public sealed partial class PlatformUserTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private AdminServer Server => fixture.Server;

    /// <summary>Case 11.</summary>
    [Fact]
    public async Task Create_EchoesAllAndCanCallAtOnce()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var email = $"{Guid.NewGuid():N}@App.Example";

        var made = (await app.PostAsync("/users", new JsonObject
        {
            ["name"] = "Ada L.",
            ["display_name"] = "Countess",
            ["email"] = email,
            ["password"] = "Secret-12",
            ["custom_attributes"] = new JsonObject { ["a"] = 1 },
        }.ToJsonString())).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            ("Ada L.", "Countess", email.ToLowerInvariant(), true),
            (made["name"]!.GetValue<string>(), made["display_name"]!.GetValue<string>(), made["email"]!.GetValue<string>(), made["confirmed"]!.GetValue<bool>()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"a":1}"""), made["custom_attributes"]));
        Assert.True(made["account_id"] is null && made["role"] is null && made["accounts"]!.AsArray().Count == 0);
        Assert.True(JsonNode.DeepEquals(made, (await app.GetAsync($"/users/{made["id"]}")).Body));
        using var person = Tenant.ClientWith(Server, made["access_token"]!.GetValue<string>());
        Assert.Equal(made["pubsub_token"]!.GetValue<string>(), (await person.GetJsonAsync("/api/v1/profile")).Text("pubsub_token"));
    }

    /// <summary>Case 12, of which OneLink keeps half: another's person is not handed out.</summary>
    [Fact]
    public async Task Create_AddressThatExists_IsTakenUnlessTheAppMayReachIt()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var stranger = await Tenant.StrangerAsync(Server, "Eve");

        (await app.PostAsync("/users", AppOwner.NewUser("New name", stranger.User.Email.ToUpperInvariant())))
            .Is(HttpStatusCode.UnprocessableEntity, """{"message":"Email has already been taken","attributes":["email"]}""");
        (await app.GetAsync($"/users/{stranger.User.Id}")).Is(HttpStatusCode.Unauthorized);

        await app.GrantAsync(Permissible.User(stranger.User.Id));
        var known = (await app.PostAsync("/users", AppOwner.NewUser("New name", stranger.User.Email))).Is(HttpStatusCode.OK).Body!;
        Assert.Equal((stranger.User.Id, "Eve", stranger.Token), (known["id"]!.GetValue<long>(), known["name"]!.GetValue<string>(), known["access_token"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("""{"name":"A","password":"Secret-12"}""", "Email can't be blank")]
    [InlineData("""{"name":"A","email":"nobody","password":"Secret-12"}""", "Email is invalid")]
    [InlineData("""{"name":"A","email":"a@b.example"}""", "Password can't be blank")]
    [InlineData("""{"name":"A","email":"a@b.example","password":"secret-12"}""", "Password must contain at least 1 uppercase character")]
    [InlineData("""{"name":"A","email":"a@b.example","password":"Secret-12","custom_attributes":"x"}""", "Custom attributes must be an object")]
    public async Task Create_WhatCannotBeStored_IsRefusedInWords(string json, string message)
        => (await (await AppOwner.RegisterAsync(Server)).PostAsync("/users", json)).IsInvalid(message);

    /// <summary>Case 14.</summary>
    [Fact]
    public async Task Update_ChangesAtOnceAndMergesAttributes()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = await app.UserAsync();
        await app.PatchAsync($"/users/{user["id"]}", """{"custom_attributes":{"a":1,"b":1}}""");
        var email = $"{Guid.NewGuid():N}@new.example";

        var changed = (await app.PatchAsync($"/users/{user["id"]}", $$"""{"name":"Grace","email":"{{email}}","custom_attributes":{"b":2} }""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(("Grace", email), (changed["name"]!.GetValue<string>(), changed["email"]!.GetValue<string>()));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"a":1,"b":2}"""), changed["custom_attributes"]));
        Assert.Equal(user["access_token"]!.GetValue<string>(), changed["access_token"]!.GetValue<string>());
        Assert.Equal(user["pubsub_token"]!.GetValue<string>(), changed["pubsub_token"]!.GetValue<string>());
    }

    [Fact]
    public async Task Update_Password_EndsSubscriptionsAndKeepsTheToken()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = await app.UserAsync();

        (await app.PatchAsync($"/users/{user["id"]}", """{"password":"short"}""")).Is(HttpStatusCode.UnprocessableEntity);
        var changed = (await app.PatchAsync($"/users/{user["id"]}", """{"password":"Other-123"}""")).Is(HttpStatusCode.OK).Body!;

        Assert.NotEqual(user["pubsub_token"]!.GetValue<string>(), changed["pubsub_token"]!.GetValue<string>());
        Assert.Equal(user["access_token"]!.GetValue<string>(), changed["access_token"]!.GetValue<string>());
    }

    [Fact]
    public async Task Update_AddressOfAnother_IsTaken()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var (one, other) = (await app.UserAsync(), await app.UserAsync());

        (await app.PatchAsync($"/users/{one["id"]}", $$"""{"email":"{{other["email"]}}"}""")).IsInvalid("Email has already been taken");
    }

    [Fact]
    public async Task Delete_PersonIsGoneAtOnceAndHisAddressFree()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = await app.UserAsync();
        using var person = Tenant.ClientWith(Server, user["access_token"]!.GetValue<string>());

        (await app.DeleteAsync($"/users/{user["id"]}")).Is(HttpStatusCode.OK);

        (await app.GetAsync($"/users/{user["id"]}")).Is(HttpStatusCode.NotFound);
        (await person.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized);
        var again = (await app.PostAsync("/users", AppOwner.NewUser(email: user["email"]!.GetValue<string>()))).Is(HttpStatusCode.OK).Body!;
        Assert.NotEqual(user["id"]!.GetValue<long>(), again["id"]!.GetValue<long>());
    }

    /// <summary>Case 17.</summary>
    [Fact]
    public async Task Token_IsTheOneThatThePersonHas()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = await app.UserAsync();

        (await app.PostAsync($"/users/{user["id"]}/token")).Is(HttpStatusCode.OK, new JsonObject
        {
            ["access_token"] = user["access_token"]!.DeepClone(),
            ["expiry"] = null,
            ["user"] = new JsonObject
            {
                ["id"] = user["id"]!.DeepClone(),
                ["name"] = "Ada",
                ["display_name"] = null,
                ["email"] = user["email"]!.DeepClone(),
                ["pubsub_token"] = user["pubsub_token"]!.DeepClone(),
            },
        }.ToJsonString());
    }

    /// <summary>Case 16; the times are in SignInTokensTests.</summary>
    [Fact]
    public async Task SignIn_LinkHoldsAddressAndATokenThatWorksOnce()
    {
        var app = await AppOwner.RegisterAsync(Server);
        var user = (await app.PostAsync("/users", AppOwner.NewUser(email: $"a+b{Guid.NewGuid():N}@app.example"))).Body!;
        var email = user["email"]!.GetValue<string>();
        var tokens = Server.Services.GetRequiredService<SignInTokens>();

        var url = (await app.GetAsync($"/users/{user["id"]}/login")).Is(HttpStatusCode.OK).Text("url");

        var match = LinkPattern().Match(url);
        Assert.True(match.Success, url);
        Assert.Equal(Uri.EscapeDataString(email), match.Groups["email"].Value);
        Assert.Equal(email, (await tokens.ConsumeAsync(email.ToUpperInvariant(), match.Groups["token"].Value, CancellationToken.None))?.Email);
        Assert.Null(await tokens.ConsumeAsync(email, match.Groups["token"].Value, CancellationToken.None));

        // To the pages that other sites may frame, of an account of his.
        var account = (await app.PostAsync("/accounts", """{"name":"Acme"}""")).Body!["id"]!;
        (await app.GetAsync($"/users/{user["id"]}/login?embed_account_id={account}")).Is(HttpStatusCode.UnprocessableEntity);
        (await app.PostAsync($"/accounts/{account}/account_users", $$"""{"user_id":{{user["id"]}},"role":"agent"}""")).Is(HttpStatusCode.OK);
        Assert.Contains($"/app/embed/{account}/login?email=", (await app.GetAsync($"/users/{user["id"]}/login?embed_account_id={account}")).Text("url"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\Ahttp://127\.0\.0\.1:\d+/app/login\?email=(?<email>[^&]+)&sso_auth_token=(?<token>[0-9a-f]{64})\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LinkPattern();
}
