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
