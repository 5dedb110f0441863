using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Accounts;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Application;

public sealed class ProfileTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Profile = "/api/v1/profile";

    private AdminServer Server => fixture.Server;

    [Fact]
    public async Task Show_TellsThePersonAndHisAccounts()
    {
        var tenant = await Tenant.JoinAsync(Server, "Acme");
        var person = await tenant.AdministratorAsync("Ada");
        await (await Tenant.JoinAsync(Server, "Bemol")).AddAsync(person, AccountRole.Agent);

        var profile = (await person.Client.GetJsonAsync(Profile)).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(person.Token, profile["access_token"]!.GetValue<string>());
        Assert.False(profile.AsObject().ContainsKey("custom_attributes"));
        Assert.Equal(person.User.PubsubToken, profile["pubsub_token"]!.GetValue<string>());
        Assert.Equal((tenant.AccountId, "administrator", true), (profile["account_id"]!.GetValue<long>(), profile["role"]!.GetValue<string>(), profile["confirmed"]!.GetValue<bool>()));
        Assert.Equal(
            ["Acme administrator offline", "Bemol agent offline"],
            profile["accounts"]!.AsArray().Select(account => $"{account!["name"]} {account["role"]} {account["availability_status"]}"));
    }

    [Fact]
    [OtherTenant]
    public async Task EveryCall_OfOnePerson_LeavesThoseOfAnotherTenantAlone()
    {
        var (mine, theirs) = (await Tenant.JoinAsync(Server, "Mine"), await Tenant.JoinAsync(Server, "Theirs"));
        var (me, them) = (await mine.AdministratorAsync("Ada"), await theirs.AdministratorAsync("Bob"));
        var before = (await them.Client.GetJsonAsync(Profile)).Body!.ToJsonString();

        Assert.DoesNotContain("Theirs", (await me.Client.GetJsonAsync(Profile)).Body!.ToJsonString(), StringComparison.Ordinal);
        await me.Client.PutAsync(Profile, $$$"""{"profile":{"id":{{{them.User.Id}}},"name":"Eve"}}""");
        foreach (var (method, path, body) in ((string, string, string)[])
            [
                ("PUT", "/set_active_account", $$$"""{"profile":{"account_id":{{{theirs.AccountId}}}}}"""),
                ("POST", "/availability", $$$"""{"profile":{"account_id":{{{theirs.AccountId}}},"availability":"busy"}}"""),
                ("POST", "/auto_offline", $$$"""{"profile":{"account_id":{{{theirs.AccountId}}},"auto_offline":false}}"""),
            ])
        {
            Assert.True((int)(await me.Client.SendJsonAsync(new HttpMethod(method), Profile + path, body)).Status is >= 400 and < 500, path);
        }

        await me.Client.PostAsync(Profile + "/reset_access_token", "");

        Assert.Equal(before, (await them.Client.GetJsonAsync(Profile)).Body!.ToJsonString());
    }

    [Fact]
    public async Task Update_WrappedOrFlatJson_ChangesWhatIsGiven()
    {
        var person = await Tenant.StrangerAsync(Server, "Ada");

        var wrapped = await person.Client.PutAsync(Profile, """{"profile":{"name":"Ada L.","display_name":"Countess","unknown":[1]}}""");
        var flat = await person.Client.PutAsync(Profile + "/", """{"message_signature":"--\nAda","ui_settings":{"a":1}}""");
        var merged = await person.Client.PutAsync(Profile, """{"profile":{"ui_settings":{"b":{"c":true}}}}""");

        wrapped.Is(HttpStatusCode.OK);
        flat.Is(HttpStatusCode.OK);
        Assert.Equal(("Ada L.", "Countess", "--\nAda"), (merged.Text("name"), merged.Text("available_name"), merged.Text("message_signature")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"a":1,"b":{"c":true}}"""), merged.Body!["ui_settings"]));
    }

    [Fact]
    public async Task Update_Form_MustBeWrapped()
    {
        var person = await Tenant.StrangerAsync(Server, "Ada");

        using var wrapped = new FormUrlEncodedContent(new Dictionary<string, string> { ["profile[name]"] = "Ada F.", ["profile[ui_settings][x]"] = "1" });
        using var multipart = new MultipartFormDataContent { { new StringContent("Ada M."), "\"profile[display_name]\"" }, { new StringContent("""{"y":2}"""), "\"profile[ui_settings]\"" } };
        using var flat = new FormUrlEncodedContent(new Dictionary<string, string> { ["name"] = "Nobody" });

        (await PutAsync(person, wrapped)).Is(HttpStatusCode.OK);
        var after = (await PutAsync(person, multipart)).Is(HttpStatusCode.OK);
        (await PutAsync(person, flat)).Is(HttpStatusCode.UnprocessableEntity, """{"error":"param is missing or the value is empty: profile"}""");
        Assert.Equal(("Ada F.", "Ada M."), (after.Text("name"), after.Text("display_name")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"x":"1","y":2}"""), after.Body!["ui_settings"]));
    }

    [Fact]
    public async Task Update_Picture_IsShownUntilItIsTakenAway()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var person = await tenant.AdministratorAsync("Ada");

        var set = (await person.Client.SendFormAsync(HttpMethod.Put, Profile, new Dictionary<string, string>(), "profile[avatar]", "ada.png", Pictures.Png(), "image/png")).Is(HttpStatusCode.OK);

        var address = new Uri(set.Text("avatar_url")!);
        using var shown = await Server.Edge.GetAsync(address);
        Assert.Equal("image/webp", shown.Content.Headers.ContentType!.MediaType);
        Assert.Contains((await person.Client.GetJsonAsync(tenant.Path + "/agents")).Body!.AsArray(), agent => agent!["thumbnail"]!.GetValue<string>() == set.Text("avatar_url"));

        (await person.Client.SendFormAsync(HttpMethod.Put, Profile, new Dictionary<string, string>(), "profile[avatar]", "ada.svg", "<svg/>"u8.ToArray(), "image/svg+xml")).IsInvalid("Avatar filetype not supported");
        Assert.Equal(set.Text("avatar_url"), (await person.Client.PutAsync(Profile, """{"profile":{"name":"Ada L."}}""")).Text("avatar_url"));
        Assert.Equal("", (await person.Client.PutAsync(Profile, """{"profile":{"avatar":null}}""")).Text("avatar_url"));
        using var gone = await Server.Edge.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Update_EmailOfAnother_IsTakenWhateverItsCase()
    {
        var other = await Tenant.StrangerAsync(Server);
        var person = await Tenant.StrangerAsync(Server);

        var answer = await person.Client.PutAsync(Profile, new JsonObject { ["email"] = other.User.Email.ToUpperInvariant() }.ToJsonString());

        answer.Is(HttpStatusCode.UnprocessableEntity, """{"message":"Email has already been taken","attributes":["email"]}""");
    }

    [Theory]
    [InlineData("""{"name":""}""", "Name can't be blank")]
    [InlineData("""{"name":null}""", "Name can't be blank")]
    [InlineData("""{"email":"not an address"}""", "Email is invalid")]
    [InlineData("""{"email":""}""", "Email can't be blank")]
    [InlineData("""{"name":["a"]}""", "Name must be a string")]
    [InlineData("""{"ui_settings":[1]}""", "Ui settings must be an object")]
    [InlineData("""{"password":"Secret!23"}""", "Current password can't be blank")]
    [InlineData("""{"password":"Secret!23","current_password":"wrong"}""", "Current password is invalid")]
    public async Task Update_WhatCannotBeStored_IsRefusedInWords(string json, string message)
    {
        var person = await Tenant.StrangerAsync(Server, "Ada");

        (await person.Client.PutAsync(Profile, json)).IsInvalid(message);

        Assert.Equal("Ada", (await person.Client.GetJsonAsync(Profile)).Text("name"));
    }

    [Fact]
    public async Task Update_LongName_IsTooLong()
    {
        var person = await Tenant.StrangerAsync(Server);

        (await person.Client.PutAsync(Profile, new JsonObject { ["name"] = new string('a', 256) }.ToJsonString()))
            .Is(HttpStatusCode.UnprocessableEntity, """{"message":"Name is too long (maximum is 255 characters)","attributes":["name"]}""");

        // 255 characters that are two UTF-16 units each.
        (await person.Client.PutAsync(Profile, new JsonObject { ["name"] = string.Concat(Enumerable.Repeat("😀", 255)) }.ToJsonString())).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Update_Password_NeedsTheOldOneAndEndsItsSubscriptions()
    {
        var person = await Tenant.StrangerAsync(Server, "Ada", password: "Old-secret-1");

        (await person.Client.PutAsync(Profile, """{"current_password":"Old-secret-1","password":"new","password_confirmation":"other"}""")).IsInvalid(
            "Password confirmation doesn't match Password, Password is too short (minimum is 6 characters), "
            + "Password must contain at least 1 uppercase character, Password must contain at least 1 number character, "
            + "Password must contain at least 1 special character");
        var changed = (await person.Client.PutAsync(Profile, """{"current_password":"Old-secret-1","password":"New-secret-2"}""")).Is(HttpStatusCode.OK);

        Assert.NotEqual(person.User.PubsubToken, changed.Text("pubsub_token"));
        Assert.Equal(person.Token, changed.Text("access_token"));
        (await person.Client.PutAsync(Profile, """{"current_password":"Old-secret-1","password":"New-secret-3"}""")).IsInvalid("Current password is invalid");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"name\":\"\\ud800\"}")]
    public async Task Update_BodyThatCannotBeRead_IsABadRequest(string body)
    {
        var person = await Tenant.StrangerAsync(Server);

        (await person.Client.PutAsync(Profile, body)).Is(HttpStatusCode.BadRequest, """{"status":400,"error":"Bad Request"}""");
    }

    [Fact]
    public async Task ResetToken_OldOneIsDeadAtOnce()
    {
        var person = await Tenant.StrangerAsync(Server);

        var reset = (await person.Client.PostAsync(Profile + "/reset_access_token", "")).Is(HttpStatusCode.OK);

        (await person.Client.GetJsonAsync(Profile)).Is(HttpStatusCode.Unauthorized, """{"error":"Invalid Access Token"}""");
        using var renewed = Tenant.ClientWith(Server, reset.Text("access_token"));
        (await renewed.GetJsonAsync(Profile)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Availability_IsOfTheAccountThatIsNamed()
    {
        var (one, two) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var person = await one.AgentAsync();
        await two.AddAsync(person, AccountRole.Agent);

        (await person.Client.PostAsync(Profile + "/auto_offline", $$"""{"profile":{"account_id":{{two.AccountId}},"auto_offline":false} }""")).Is(HttpStatusCode.OK);
        var changed = (await person.Client.PostAsync(Profile + "/availability", $$"""{"profile":{"account_id":{{two.AccountId}},"availability":"busy"} }""")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal(
            [$"{one.AccountId} online True", $"{two.AccountId} busy False"],
            changed["accounts"]!.AsArray().Select(account => $"{account!["id"]} {account["availability"]} {account["auto_offline"]!.GetValue<bool>()}"));
    }

    [Theory]
    [InlineData("/availability", """{"availability":"away"}""", "Availability is not included in the list")]
    [InlineData("/availability", "{}", "Availability can't be blank")]
    [InlineData("/auto_offline", """{"auto_offline":"maybe"}""", "Auto offline must be true or false")]
    [InlineData("/auto_offline", "{}", "Auto offline can't be blank")]
    public async Task Availability_WhatCannotBe_IsRefusedInWords(string path, string json, string message)
    {
        var tenant = await Tenant.JoinAsync(Server);
        var fields = JsonNode.Parse(json)!.AsObject();
        fields["account_id"] = tenant.AccountId;

        (await (await tenant.AgentAsync()).Client.PostAsync(Profile + path, fields.ToJsonString())).IsInvalid(message);
    }

    [Fact]
    public async Task ActiveAccount_IsTheOneShownFirst()
    {
        var (one, two) = (await Tenant.JoinAsync(Server), await Tenant.JoinAsync(Server));
        var person = await one.AgentAsync();
        await two.AddAsync(person, AccountRole.Administrator);

        (await person.Client.PutAsync(Profile + "/set_active_account", $$"""{"profile":{"account_id":{{two.AccountId}}} }""")).Is(HttpStatusCode.OK);

        var profile = (await person.Client.GetJsonAsync(Profile)).Body!;
        Assert.Equal((two.AccountId, "administrator"), (profile["account_id"]!.GetValue<long>(), profile["role"]!.GetValue<string>()));
        Assert.NotNull(profile["accounts"]![0]!["active_at"]);
    }

    [Fact]
    public async Task PlaceInAnAccount_ThatIsNotThePersons_IsNotFound()
    {
        var person = await Tenant.StrangerAsync(Server);
        var other = await Tenant.JoinAsync(Server);
        var json = $$"""{"profile":{"account_id":{{other.AccountId}},"availability":"busy","auto_offline":true} }""";

        (await person.Client.PostAsync(Profile + "/availability", json)).Is(HttpStatusCode.NotFound, """{"error":"Resource could not be found"}""");
        (await person.Client.PostAsync(Profile + "/auto_offline", json)).Is(HttpStatusCode.NotFound);
        (await person.Client.PutAsync(Profile + "/set_active_account", json)).Is(HttpStatusCode.NotFound);
        (await person.Client.PutAsync(Profile + "/set_active_account", "{}")).Is(HttpStatusCode.NotFound);
    }

    private static async Task<Answer> PutAsync(Person person, HttpContent content)
        => await Answer.OfAsync(await person.Client.PutAsync(new Uri(Profile, UriKind.Relative), content));
}
