using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Idempotency;

/// <summary><c>Idempotency-Key</c> on every kind of POST.</summary>
public sealed class IdempotencyTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly AdminServer _server = fixture.Server;

    private HttpClient Client => _server.Client;

    [Theory]
    [InlineData("/links", """{"url":"https://acme.com/once"}""")]
    [InlineData("/links", """[{"url":"https://acme.com/1"},{"url":"nonsense"},{"url":"https://acme.com/2"}]""")]
    [InlineData("/links", """{"links":[{"url":"https://acme.com/1"},{"url":"https://acme.com/2"}],"atomic":true}""")]
    [InlineData("/links", """{"links":[{"url":"https://acme.com/1"},{"url":"nonsense"}],"atomic":true}""")]
    [InlineData("/links", """{"url":"nonsense"}""")]
    [InlineData("/links?upsert=true", """{"url":"https://acme.com/upserted"}""")]
    [InlineData("/links/bulk-delete", """{"ids":["nobody","lnk_0000000000000"]}""")]
    [InlineData("/links/nobody/test", """{}""")]
    [InlineData("/domains", """{"host":"once.example"}""")]
    [InlineData("/keys", """{"name":"once","scopes":["links:read"]}""")]
    [InlineData("/feeds", """{"name":"once","query":"groupBy=country"}""")]
    [InlineData("/events", """{"type":"lead","externalId":"ada"}""")]
    public async Task Post_SameKeyAndBody_IsAnsweredAlike(string path, string body)
    {
        var key = NewKey();
        var first = await Client.PostOnceAsync(path, body, key);
        var second = await Client.PostOnceAsync(path, body, key);

        Assert.False(first.IsReplay);
        Assert.True(second.IsReplay);
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(first.Body!.ToJsonString(), second.Body!.ToJsonString());
        Assert.Equal(first.Message.Content.Headers.ContentType, second.Message.Content.Headers.ContentType);
        Assert.Equal((first.ETag, first.Header("Location")), (second.ETag, second.Header("Location")));
        Assert.NotEqual(first.Header("X-Request-Id"), second.Header("X-Request-Id"));
    }

    /// <summary>Each time a form is sent it has another boundary.</summary>
    [Fact]
    public async Task Import_SameForm_IsAnsweredAlikeAndAnotherIsRefused()
    {
        var key = NewKey();
        var first = await ImportAsync("url\nhttps://acme.com/once\n", key);
        var second = await ImportAsync("url\nhttps://acme.com/once\n", key);
        var third = await ImportAsync("url\nhttps://acme.com/twice\n", key);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.Status, second.Status));
        Assert.Equal((true, first.Text("id")), (second.IsReplay, second.Text("id")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (third.Status, third.Problem));
    }

    [Fact]
    public async Task Post_Repeated_DoesNothingTwice()
    {
        var tag = NewKey();
        var key = NewKey();
        var body = $$"""{"url":"https://acme.com/","tags":["{{tag}}"]}""";
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Created, (await Client.PostOnceAsync("/links", body, key)).Status);
        }

        Assert.Single((await Client.GetJsonAsync("/links?tag=" + tag)).Body!["data"]!.AsArray());
    }

    [Fact]
    public async Task Post_RepeatedAfterTheLinkIsGone_IsAnsweredAsTheFirstTime()
    {
        var key = NewKey();
        var first = await Client.PostOnceAsync("/links", """{"url":"https://acme.com/","slug":"short-lived"}""", key);
        await Client.DeleteJsonAsync("/links/short-lived");

        Assert.Equal(first.Body!.ToJsonString(), (await Client.PostOnceAsync("/links", """{"url":"https://acme.com/","slug":"short-lived"}""", key)).Body!.ToJsonString());
        Assert.Equal(HttpStatusCode.NotFound, (await Client.GetJsonAsync("/links/short-lived")).Status);
    }

    [Theory]
    [InlineData("/links", """{"url":"https://acme.com/other"}""")]
    [InlineData("/links?findIfExists=true", """{"url":"https://acme.com/"}""")]
    [InlineData("/links/bulk-delete", """{"url":"https://acme.com/"}""")]
    public async Task Post_SameKeyForAnotherRequest_IsRefused(string path, string body)
    {
        var key = NewKey();
        await Client.PostOnceAsync("/links", """{"url":"https://acme.com/"}""", key);

        var answer = await Client.PostOnceAsync(path, body, key);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"), (answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\twords")]
    [InlineData(null)]
    public async Task Post_KeyThatIsNone_IsRefused(string? key)
        => Assert.Equal(["Idempotency-Key"], (await Client.PostOnceAsync("/links", """{"url":"https://acme.com/"}""", key ?? new string('k', 256))).ErrorPaths());

    [Fact]
    public async Task Post_SameKeyOfAnotherApiKey_IsAnotherRequest()
    {
        var made = await Client.PostAsync("/keys", """{"name":"other","scopes":["links:write"]}""");
        using var other = _server.ClientWith(made.Text("key"), made.Text("secret"));
        var key = NewKey();

        var first = await Client.PostOnceAsync("/links", """{"url":"https://acme.com/"}""", key);
        var second = await other.PostOnceAsync("/links", """{"url":"https://acme.com/"}""", key);

        Assert.Equal((HttpStatusCode.Created, false), (second.Status, second.IsReplay));
        Assert.NotEqual(first.Text("id"), second.Text("id"));
    }

    [Fact]
    public async Task Post_ManyAtOnceUnderOneKey_OneWorksAndTheOthersWaitOrRepeatIt()
    {
        var tag = NewKey();
        var key = NewKey();
        var body = $$"""{"url":"https://acme.com/","tags":["{{tag}}"]}""";

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Client.PostOnceAsync("/links", body, key)));

        var (done, waiting) = (answers.Where(answer => answer.Status == HttpStatusCode.Created).ToList(), answers.Where(answer => answer.Status == HttpStatusCode.Conflict).ToList());
        Assert.Equal(30, done.Count + waiting.Count);
        Assert.Single(done, answer => !answer.IsReplay);
        Assert.Single(done.Select(answer => answer.Text("id")).Distinct());
        Assert.All(waiting, answer => Assert.Equal(("idempotency-in-progress", "1"), (answer.Problem, answer.Header("Retry-After"))));
        Assert.Single((await Client.GetJsonAsync("/links?tag=" + tag)).Body!["data"]!.AsArray());
    }

    /// <summary>With <c>Expect: 100-continue</c> the body is sent when the server reads it, and then the key is taken.</summary>
    [Fact]
    public async Task Post_UnderWay_Is409WithRetryAfter()
    {
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan };
        using var patient = new HttpClient(handler) { BaseAddress = Client.BaseAddress };
        patient.DefaultRequestHeaders.Authorization = Client.DefaultRequestHeaders.Authorization;
        var key = NewKey();
        var arriving = new BlockedContent("""{"url":"https://acme.com/"}""");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/links", UriKind.Relative)) { Content = arriving };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.ExpectContinue = true;
        var first = patient.SendAsync(request);
        Assert.Same(arriving.Begun, await Task.WhenAny(arriving.Begun, first));

        var second = await Client.PostOnceAsync("/links", """{"url":"https://acme.com/x"}""", key);
        arriving.Release();

        Assert.Equal((HttpStatusCode.Conflict, "idempotency-in-progress", "1"), (second.Status, second.Problem, second.Header("Retry-After")));
        Assert.Equal(HttpStatusCode.Created, (await first).StatusCode);
    }

    [Fact]
    public async Task CreateBulk_TenThousandLinks_IsAnsweredAlikeAndStoredOnce()
    {
        var tag = NewKey();
        var body = new JsonArray([.. Enumerable.Range(0, 10_000).Select(i => new JsonObject { ["url"] = $"https://acme.com/{i}", ["tags"] = new JsonArray(tag) })]).ToJsonString();
        var key = NewKey();

        var first = await Client.PostOnceAsync("/links", body, key);
        var second = await Client.PostOnceAsync("/links", body, key);

        Assert.Equal(10_000, first.Body!["created"]!.GetValue<int>());
        Assert.True(second.IsReplay);
        Assert.Equal(first.Body.ToJsonString(), second.Body!.ToJsonString());
        Assert.Equal(10_000, await CountAsync("SELECT COUNT(*) FROM link_tags WHERE tag = @tag", new { tag }));
    }

    [Fact]
    public async Task CreateKey_Repeated_ShowsTheSecretAgainAndTheDatabaseNever()
    {
        var key = NewKey();
        var first = await Client.PostOnceAsync("/keys", """{"name":"sealed","scopes":["links:read"]}""", key);
        var second = await Client.PostOnceAsync("/keys", """{"name":"sealed","scopes":["links:read"]}""", key);

        Assert.Equal(first.Text("secret"), second.Text("secret"));
        var secret = System.Text.Encoding.UTF8.GetBytes(first.Text("secret"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_server.DataFolder, "admin")))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.True(bytes.ToArray().AsSpan().IndexOf(secret) < 0, file);
        }
    }

    [Fact]
    public async Task CreateKey_RepeatedAfterRotationOfWhoAsked_TellsThatItIsDone()
    {
        var maker = await Client.PostAsync("/keys", """{"name":"maker","scopes":["keys:write"]}""");
        using var before = _server.ClientWith(maker.Text("key"), maker.Text("secret"));
        var key = NewKey();
        await before.PostOnceAsync("/keys", """{"name":"made","scopes":["keys:write"]}""", key);
        var rotated = await Client.PostAsync($"/keys/{maker.Text("id")}/rotate", "{}");
        using var after = _server.ClientWith(maker.Text("key"), rotated.Text("secret"));

        var answer = await after.PostOnceAsync("/keys", """{"name":"made","scopes":["keys:write"]}""", key);

        Assert.Equal((HttpStatusCode.Conflict, "idempotency-answer-sealed"), (answer.Status, answer.Problem));
        Assert.Equal(1, await CountAsync("SELECT COUNT(*) FROM api_keys WHERE name = 'made'", new { }));
    }

    [Fact]
    public async Task Post_AfterADay_IsANewRequest()
    {
        var key = NewKey();
        var first = await Client.PostOnceAsync("/links", """{"url":"https://acme.com/"}""", key);
        await _server.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => scope.ExecuteAsync("UPDATE idempotent_calls SET created_at = created_at - 24 * 60 * 60 * 1000 WHERE idempotency_key = @key", new { key }),
            CancellationToken.None);

        var second = await Client.PostOnceAsync("/links", """{"url":"https://acme.com/other"}""", key);
        var third = await Client.PostOnceAsync("/links", """{"url":"https://acme.com/other"}""", key);

        Assert.Equal((HttpStatusCode.Created, false), (second.Status, second.IsReplay));
        Assert.NotEqual(first.Text("id"), second.Text("id"));
        Assert.Equal((second.Text("id"), true), (third.Text("id"), third.IsReplay));
    }

    [Fact]
    public async Task Get_WithAKey_IsNotKept()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/links", UriKind.Relative));
        request.Headers.Add("Idempotency-Key", "reads-need-none");

        Assert.Equal(HttpStatusCode.OK, (await Client.SendAsync(request)).StatusCode);
        Assert.Equal(0, await CountAsync("SELECT COUNT(*) FROM idempotent_calls WHERE idempotency_key = 'reads-need-none'", new { }));
    }

    private Task<int> CountAsync(string sql, object parameters) => _server.Services.GetRequiredService<IDatabase>().ReadAsync(
        connection => connection.ExecuteScalarAsync<int>(sql, parameters), CancellationToken.None);

    private async Task<Answer> ImportAsync(string csv, string key)
    {
        using var file = new StringContent(csv);
        using var form = new MultipartFormDataContent { { file, "file", "links.csv" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/links/import", UriKind.Relative)) { Content = form };
        request.Headers.Add("Idempotency-Key", key);
        return await Answer.OfAsync(await Client.SendAsync(request));
    }

    private static string NewKey() => Guid.NewGuid().ToString();
}
