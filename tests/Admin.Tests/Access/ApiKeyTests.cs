using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Access;

public sealed class ApiKeyTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly AdminServer _server = fixture.Server;

    private string Key => _server.Credentials["apiKey"]!.GetValue<string>();

    private string Secret => _server.Credentials["apiSecret"]!.GetValue<string>();

    [Fact]
    public async Task Call_WithoutCredentials_Is401WithChallenge()
    {
        using var client = new HttpClient { BaseAddress = _server.BaseAddress };

        var answer = await client.GetJsonAsync("/links");

        Assert.Equal((HttpStatusCode.Unauthorized, "unauthorized"), (answer.Status, answer.Problem));
        Assert.Equal("Basic", answer.Message.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("olk_unknown", null)]
    [InlineData(null, "ols_wrong")]
    [InlineData(null, "")]
    public async Task Call_WrongKeyOrSecret_Is401(string? key, string? secret)
    {
        using var client = _server.ClientWith(key ?? Key, secret ?? Secret);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Call_WithHeaders_IsLetIn()
    {
        using var client = new HttpClient { BaseAddress = _server.BaseAddress };
        client.DefaultRequestHeaders.Add("X-Api-Key", Key);
        client.DefaultRequestHeaders.Add("X-Api-Secret", Secret);

        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Call_BrokenBasic_Is401()
    {
        using var client = new HttpClient { BaseAddress = _server.BaseAddress };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Basic %%%");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Call_LackingScope_Is403NamingIt()
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"reader","scopes":["links:read"]}""");
        using var reader = _server.ClientWith(made.Text("key"), made.Text("secret"));

        var answer = await reader.PostAsync("/links", """{"url":"https://a.com"}""");

        Assert.Equal((HttpStatusCode.Forbidden, "missing-scope"), (answer.Status, answer.Problem));
        Assert.Contains("links:write", answer.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Create_Key_ShowsItsSecretOnce()
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"once","scopes":["links:read","stats:read"]}""");

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.StartsWith("olk_", made.Text("key"), StringComparison.Ordinal);
        Assert.StartsWith("ols_", made.Text("secret"), StringComparison.Ordinal);
        var listed = (await _server.Client.GetJsonAsync("/keys")).Body!["data"]!.AsArray().Single(key => key!["id"]!.GetValue<string>() == made.Text("id"))!;
        Assert.False(listed.AsObject().ContainsKey("secret"));
    }

    [Fact]
    public async Task Create_KeyWithMoreThanItsMaker_Is403()
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"maker","scopes":["keys:write"]}""");
        using var maker = _server.ClientWith(made.Text("key"), made.Text("secret"));

        Assert.Equal(HttpStatusCode.Forbidden, (await maker.PostAsync("/keys", """{"name":"x","scopes":["links:write"]}""")).Status);
    }

    [Theory]
    [InlineData("""{"scopes":["links:read"]}""", "name")]
    [InlineData("""{"name":"x","scopes":[]}""", "scopes")]
    [InlineData("""{"name":"x","scopes":["links:red"]}""", "scopes[0]")]
    [InlineData("""{"name":"x","scopes":["links:read"],"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    public async Task Create_BadKey_Is422(string body, string path)
        => Assert.Equal([path], (await _server.Client.PostAsync("/keys", body)).ErrorPaths());

    [Fact]
    public async Task Delete_Key_EndsItAtOnce()
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"short","scopes":["links:read"]}""");
        using var client = _server.ClientWith(made.Text("key"), made.Text("secret"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync("/links")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await _server.Client.DeleteJsonAsync("/keys/" + made.Text("id"))).Status);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetJsonAsync("/links")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _server.Client.DeleteJsonAsync("/keys/" + made.Text("id"))).Status);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.Unauthorized)]
    [InlineData("""{"graceSeconds":600}""", HttpStatusCode.OK)]
    public async Task Rotate_Key_NewSecretWorksAndOldEndsAfterGrace(string body, HttpStatusCode oldSecret)
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"turning","scopes":["links:read"]}""");

        var rotated = await _server.Client.PostAsync($"/keys/{made.Text("id")}/rotate", body);

        using var before = _server.ClientWith(made.Text("key"), made.Text("secret"));
        using var after = _server.ClientWith(made.Text("key"), rotated.Text("secret"));
        Assert.Equal(oldSecret, (await before.GetJsonAsync("/links")).Status);
        Assert.Equal(HttpStatusCode.OK, (await after.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Case84_KeyThatIsRevokedOrExpired_Is401AndAnotherAccountsLinkIs404()
    {
        var expiring = await _server.Client.PostAsync("/keys", $$"""{"name":"expiring","scopes":["links:read"],"expiresAt":"{{DateTimeOffset.UtcNow.AddSeconds(10):O}}"}""");
        using var client = _server.ClientWith(expiring.Text("key"), expiring.Text("secret"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync("/links")).Status);
        await Until.TrueAsync(async () => (await client.GetJsonAsync("/links")).Status == HttpStatusCode.Unauthorized, "the key has expired");

        var link = await _server.Client.PostAsync("/links", """{"url":"https://acme.com/"}""");
        using var stranger = await OtherAccount.JoinAsync(_server, "case84.example");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetJsonAsync("/links/" + link.Text("id"))).Status);
    }

    [Fact]
    public async Task Key_WithAllowedIps_OpensFromThereAlone()
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"fenced","scopes":["links:read"],"allowedIps":["10.0.0.0/8"]}""");
        using var client = _server.ClientWith(made.Text("key"), made.Text("secret"));

        var refused = await client.GetJsonAsync("/links");
        Assert.Equal((HttpStatusCode.Forbidden, "address-not-allowed"), (refused.Status, refused.Problem));
        Assert.Contains("127.0.0.1", refused.Text("detail"), StringComparison.Ordinal);

        // Nobody here is a trusted proxy.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.1.2.3");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetJsonAsync("/links")).Status);

        var changed = await _server.Client.PatchAsync("/keys/" + made.Text("id"), """{"allowedIps":["127.0.0.1","2001:db8::/32"]}""");
        Assert.Equal("""["127.0.0.1","2001:db8::/32"]""", changed.Body!["allowedIps"]!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Key_WithAllowedIpsBehindAProxy_OpensForWhoTheProxyNames()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_TRUSTED_PROXIES=127.0.0.0/8"]);
        var made = await server.Client.PostAsync("/keys", """{"name":"fenced","scopes":["links:read"],"allowedIps":["10.0.0.0/8"]}""");
        using var client = server.ClientWith(made.Text("key"), made.Text("secret"));

        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7, 10.1.2.3");
        Assert.Equal(HttpStatusCode.OK, (await client.GetJsonAsync("/links")).Status);
        client.DefaultRequestHeaders.Remove("X-Forwarded-For");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "10.1.2.3, 203.0.113.7");
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetJsonAsync("/links")).Status);
    }

    [Fact]
    public async Task Key_Used_TellsWhenAlsoAfterARestart()
    {
        var folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
        try
        {
            Answer made;
            await using (var server = await AdminServer.StartAsync(folder))
            {
                made = await server.Client.PostAsync("/keys", """{"name":"used","scopes":["links:read"]}""");
                Assert.Null(made.Body!["lastUsedAt"]);
                using var client = server.ClientWith(made.Text("key"), made.Text("secret"));
                await client.GetJsonAsync("/links");

                // An admin tells of its own calls at once, and of another's when that has written them down.
                await Until.TrueAsync(async () => (await server.Client.GetJsonAsync("/keys/" + made.Text("id"))).Body!["lastUsedAt"] is not null, "the use of the key is told");
            }

            await using var again = await AdminServer.StartAsync(folder);
            Assert.NotNull((await again.Client.GetJsonAsync("/keys/" + made.Text("id"))).Body!["lastUsedAt"]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Key_OfMoreScopes_IsNeitherRotatedNorChangedByOneOfFewer()
    {
        var strong = await _server.Client.PostAsync("/keys", """{"name":"strong","scopes":["links:write","keys:write"]}""");
        var made = await _server.Client.PostAsync("/keys", """{"name":"weak","scopes":["keys:write"]}""");
        using var weak = _server.ClientWith(made.Text("key"), made.Text("secret"));

        Assert.Equal(HttpStatusCode.Forbidden, (await weak.PostAsync($"/keys/{strong.Text("id")}/rotate", "{}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await weak.PatchAsync("/keys/" + strong.Text("id"), """{"allowedIps":[]}""")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await weak.PatchAsync("/keys/" + made.Text("id"), """{"scopes":["links:write"]}""")).Status);
        using var before = _server.ClientWith(strong.Text("key"), strong.Text("secret"));
        Assert.Equal(HttpStatusCode.OK, (await before.GetJsonAsync("/keys")).Status);
    }

    [Theory]
    [InlineData("""{"allowedIps":["10.0.0.0/33"]}""", "allowedIps[0]")]
    [InlineData("""{"allowedIps":["10.0.0.1","somewhere"]}""", "allowedIps[1]")]
    [InlineData("""{"allowedIps":"10.0.0.1"}""", "allowedIps")]
    [InlineData("""{"name":null}""", "name")]
    [InlineData("""{"scopes":[]}""", "scopes")]
    public async Task Patch_BadKey_Is422(string body, string path)
    {
        var made = await _server.Client.PostAsync("/keys", """{"name":"patched","scopes":["links:read"]}""");

        Assert.Equal([path], (await _server.Client.PatchAsync("/keys/" + made.Text("id"), body)).ErrorPaths());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Feed_WithoutEdgeToken_Is401(string? token)
    {
        using var client = new HttpClient { BaseAddress = _server.BaseAddress };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetJsonAsync("/internal/feed")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetJsonAsync("/internal/feed/snapshot")).Status);
    }

    [Fact]
    public async Task Feed_WithApiKey_Is401()
        => Assert.Equal(HttpStatusCode.Unauthorized, (await _server.Client.GetJsonAsync("/internal/feed/snapshot")).Status);
}
