using System.Net;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Platform;

/// <summary>Which refusal comes first (cases 1, 2), and that nothing of a record that is another app's is told or changed.</summary>
public sealed class PlatformFailureOrderTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string NoApp = """{"error":"Invalid access_token"}""";
    private const string NotThere = """{"status":404,"error":"Not Found"}""";
    private const string NotPermissible = """{"error":"Non permissible resource"}""";

    private AdminServer Server => fixture.Server;

    public static TheoryData<string, string> EveryRecord { get; } = new()
    {
        { "GET", "/accounts/{account}" }, { "PATCH", "/accounts/{account}" }, { "DELETE", "/accounts/{account}" },
        { "GET", "/accounts/{account}/account_users" }, { "POST", "/accounts/{account}/account_users" }, { "DELETE", "/accounts/{account}/account_users" },
        { "GET", "/users/{user}" }, { "PATCH", "/users/{user}" }, { "DELETE", "/users/{user}" },
        { "GET", "/users/{user}/login" }, { "POST", "/users/{user}/token" },
        { "GET", "/agent_bots/{bot}" }, { "PATCH", "/agent_bots/{bot}" }, { "DELETE", "/agent_bots/{bot}" }, { "DELETE", "/agent_bots/{bot}/avatar" },
    };

    [Theory]
    [InlineData("GET", "/accounts")]
    [InlineData("POST", "/accounts")]
    [InlineData("POST", "/users")]
    [InlineData("GET", "/agent_bots")]
    [InlineData("POST", "/agent_bots")]
    [MemberData(nameof(EveryRecord))]
    public async Task Anybody_WithoutAnAppsToken_IsRefusedBeforeAnythingElse(string method, string path)
    {
        var person = await Tenant.StrangerAsync(Server);
        var bot = await (await Tenant.JoinAsync(Server)).BotAsync();
        using var nobody = SurfaceCalls.Client(Server);
        using var unknown = Tenant.ClientWith(Server, "invalid");

        foreach (var client in (HttpClient[])[nobody, unknown, person.Client, bot])
        {
            (await client.SendJsonAsync(new HttpMethod(method), "/platform/api/v1" + path, "{")).Is(HttpStatusCode.Unauthorized, NoApp);
        }
    }

    [Theory]
    [OtherTenant]
    [MemberData(nameof(EveryRecord))]
    public async Task App_RecordOfAnother_IsNotPermissibleAndAMissingOneNotFound(string method, string path)
    {
        var (mine, theirs) = (await AppOwner.RegisterAsync(Server), await AppOwner.RegisterAsync(Server));
        var account = await theirs.AccountAsync();
        var user = (await theirs.UserAsync())["id"]!.GetValue<long>();
        var bot = (await theirs.PostAsync("/agent_bots", """{"name":"Theirs","avatar_url":"https://example.com/a.png"}""")).Body!["id"]!.GetValue<long>();
        var theirPath = path.Replace("{account}", $"{account}", StringComparison.Ordinal)
            .Replace("{user}", $"{user}", StringComparison.Ordinal).Replace("{bot}", $"{bot}", StringComparison.Ordinal);

        // What is wrong with the body comes last.
        (await mine.SendAsync(method, theirPath, "{")).Is(HttpStatusCode.Unauthorized, NotPermissible);
        (await mine.SendAsync(method, Filled(path, "987654321"), "{")).Is(HttpStatusCode.NotFound, NotThere);
        (await mine.SendAsync(method, Filled(path, "none"), "{")).Is(HttpStatusCode.NotFound, NotThere);
        Assert.Equal("Acme", (await theirs.GetAsync($"/accounts/{account}")).Text("name"));
        (await theirs.GetAsync($"/users/{user}")).Is(HttpStatusCode.OK);
        (await theirs.GetAsync($"/agent_bots/{bot}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    [OtherTenant]
    public async Task App_BesideAnother_ListsAndMakesOnlyItsOwn()
    {
        var (mine, theirs) = (await AppOwner.RegisterAsync(Server), await AppOwner.RegisterAsync(Server));
        var account = await theirs.AccountAsync();
        var email = (await theirs.UserAsync())["email"]!.GetValue<string>();
        await theirs.PostAsync("/agent_bots", """{"name":"Theirs"}""");

        (await mine.GetAsync("/accounts")).Is(HttpStatusCode.OK, "[]");
        (await mine.GetAsync("/agent_bots")).Is(HttpStatusCode.OK, "[]");
        (await mine.PostAsync("/users", AppOwner.NewUser(email: email))).IsInvalid("Email has already been taken");
        (await mine.PostAsync("/agent_bots", $$"""{"name":"Mine","account_id":{{account}}}""")).Is(HttpStatusCode.Unauthorized, NotPermissible);
        var made = (await mine.PostAsync("/accounts", """{"name":"Acme"}""")).Is(HttpStatusCode.OK).Body!["id"]!.GetValue<long>();
        (await theirs.GetAsync($"/accounts/{made}")).Is(HttpStatusCode.Unauthorized, NotPermissible);
    }

    private static string Filled(string path, string id)
        => path.Replace("{account}", id, StringComparison.Ordinal).Replace("{user}", id, StringComparison.Ordinal).Replace("{bot}", id, StringComparison.Ordinal);
}
