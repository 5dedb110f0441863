using System.Net;
using OneLink.Admin.Accounts;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Surfaces.Application;

/// <summary>Who is refused, with which words, and which refusal comes first.</summary>
public sealed class FailureOrderTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NotSignedIn = """{"errors":["You need to sign in or sign up before continuing."]}""";
    private const string UnknownToken = """{"error":"Invalid Access Token"}""";
    private const string NotForBots = """{"error":"Access to this endpoint is not authorized for bots"}""";
    private const string Suspended = """{"error":"Account is suspended"}""";
    private const string Stranger = """{"error":"You are not authorized to access this account"}""";
    private const string NotFound = """{"error":"Resource could not be found"}""";

    private AdminServer Server => fixture.Server;

    [Theory]
    [InlineData("api_access_token")]
    [InlineData("Api-Access-Token")]
    [InlineData("api-access-token")]
    [InlineData("API_ACCESS_TOKEN")]
    public async Task Profile_TokenInAnySpelling_IsLetIn(string header)
    {
        var person = await Tenant.StrangerAsync(Server);
        using var client = Tenant.ClientWith(Server, person.Token, header);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer of-no-meaning-here");

        var profile = (await client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.OK);

        Assert.Equal(person.User.Id, profile.Body!["id"]!.GetValue<long>());
        Assert.Equal(person.User.Email, profile.Text("email"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Profile_NoToken_AsksToSignIn(string token)
    {
        using var client = Tenant.ClientWith(Server, token);

        (await client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, NotSignedIn);
    }

    [Fact]
    public async Task Profile_BearerTokenAlone_AsksToSignIn()
    {
        var person = await Tenant.StrangerAsync(Server);
        using var client = Tenant.ClientWith(Server, "Bearer " + person.Token, "Authorization");

        (await client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, NotSignedIn);
    }

    [Fact]
    public async Task Profile_UnknownToken_IsInvalid()
    {
        using var client = Tenant.ClientWith(Server, "invalid");

        (await client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, UnknownToken);
    }

    [Fact]
    public async Task Profile_TokensOfBotsAndPlatformApps_AreRefused()
    {
        using var bot = await (await Tenant.JoinAsync(Server)).BotAsync();
        using var app = Tenant.ClientWith(Server, Server.Credentials["platformAccessToken"]!.GetValue<string>());

        (await bot.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, NotForBots);
        (await app.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized, NotForBots);
    }

    [Fact]
    public async Task Account_SaysWhatIsWrongWithTheCallerBeforeTheAccount()
    {
        using var nobody = Tenant.ClientWith(Server, "");
        using var unknown = Tenant.ClientWith(Server, "invalid");
        using var app = Tenant.ClientWith(Server, Server.Credentials["platformAccessToken"]!.GetValue<string>());
        const string NoAccount = "/api/v1/accounts/999999";

        (await nobody.GetJsonAsync(NoAccount)).Is(HttpStatusCode.Unauthorized, NotSignedIn);
        (await unknown.GetJsonAsync(NoAccount)).Is(HttpStatusCode.Unauthorized, UnknownToken);
        (await app.GetJsonAsync(NoAccount)).Is(HttpStatusCode.Unauthorized, NotForBots);
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("no-number")]
    [InlineData("99999999999999999999999")]
    [InlineData("-1")]
    [InlineData("0")]
    public async Task Account_ThatIsNotThere_IsNotFound(string id)
    {
        var person = await Tenant.StrangerAsync(Server);

        (await person.Client.GetJsonAsync("/api/v1/accounts/" + id)).Is(HttpStatusCode.NotFound, NotFound);
    }

    [Fact]
    public async Task Account_Suspended_AnswersMembersAndStrangersAlike()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var member = await tenant.AdministratorAsync();
        var stranger = await Tenant.StrangerAsync(Server);
        (await member.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.OK);

        await tenant.SuspendAsync();

        (await member.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.Unauthorized, Suspended);
        (await stranger.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.Unauthorized, Suspended);
    }

    [Fact]
    public async Task Account_OfOthers_IsClosedToStrangersAndTheirAdministrators()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var other = await (await Tenant.JoinAsync(Server, "Other")).AdministratorAsync();

        (await other.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.Unauthorized, Stranger);
    }

    [Fact]
    public async Task Account_AfterTheLastPlaceIsLost_RefusesAtOnce()
    {
        var tenant = await Tenant.JoinAsync(Server);
        var person = await Tenant.StrangerAsync(Server);
        (await person.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.Unauthorized, Stranger);

        await tenant.AddAsync(person, AccountRole.Agent);

        (await person.Client.GetJsonAsync(tenant.Path)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing")]
    [InlineData("GET", "/api/v1/accounts")]
    [InlineData("GET", "/api/v1/accounts/1/nothing")]
    [InlineData("DELETE", "/api/v1/profile")]
    [InlineData("GET", "/platform/api/v1/nothing")]
    [InlineData("GET", "/public/api/v1/nothing")]
    public async Task UnknownRoute_IsNotFoundAsTheFrameworkSaysIt(string method, string path)
    {
        using var client = Tenant.ClientWith(Server, "");

        (await client.SendJsonAsync(new HttpMethod(method), path, "{}")).Is(HttpStatusCode.NotFound, """{"status":404,"error":"Not Found"}""");
    }

    [Fact]
    public async Task UnknownRouteElsewhere_KeepsTheShapeOfTheLinksApi()
        => Assert.Equal("not-found", (await Server.Client.GetJsonAsync("/nothing")).Problem);
}
