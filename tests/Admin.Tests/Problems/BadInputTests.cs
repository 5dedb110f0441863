using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Problems;

/// <summary>Whatever is sent, the answer is the documented problem and nothing has changed.</summary>
public sealed class BadInputTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Theory]
    [InlineData("", 400, "malformed-json")]
    [InlineData("{", 400, "malformed-json")]
    [InlineData("{\"url\":\"https://a.com\",}", 400, "malformed-json")]
    [InlineData("{'url':'https://a.com'}", 400, "malformed-json")]
    [InlineData("{\"url\":\"https://a.com\"} x", 400, "malformed-json")]
    [InlineData("null", 422, "invalid-fields", "")]
    [InlineData("\"text\"", 422, "invalid-fields", "")]
    [InlineData("{}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":null}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":7}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":[\"https://a.com\"]}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"a.com\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"//a.com\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"ftp://a.com\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"https://good@evil.com\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"javascript:alert(1)\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"JaVa\\tScRiPt:alert(1)\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"data:text/html,x\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"https://a.com/\\r\\nX: y\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"https://a.com/\\u0000\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"https://a.com/\\ud800\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"http://127.0.0.1:8081/x\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"https://a.com\",\"url\":\"https://b.com\"}", 422, "invalid-fields", "url")]
    [InlineData("{\"url\":\"https://a.com\",\"deepLinkPath\":\"JAVASCRIPT:alert(1)\"}", 422, "invalid-fields", "deepLinkPath")]
    [InlineData("{\"url\":\"https://a.com\",\"deeplinkPath\":\"a://b\"}", 422, "invalid-fields", "deeplinkPath")]
    [InlineData("{\"url\":\"https://a.com\",\"\\ud800\":1}", 422, "invalid-fields", "?")]
    [InlineData("{\"url\":\"https://a.com\",\"slug\":\"a b\"}", 422, "invalid-fields", "slug")]
    [InlineData("{\"url\":\"https://a.com\",\"slug\":\"LNK_x\"}", 422, "invalid-fields", "slug")]
    [InlineData("{\"url\":\"https://a.com\",\"slug\":\"x/stats\"}", 422, "invalid-fields", "slug")]
    [InlineData("{\"url\":\"https://a.com\",\"slugLength\":3}", 422, "invalid-fields", "slugLength")]
    [InlineData("{\"url\":\"https://a.com\",\"slugPrefix\":\"_\"}", 422, "invalid-fields", "slugPrefix")]
    [InlineData("{\"url\":\"https://a.com\",\"redirectStatus\":303}", 422, "invalid-fields", "redirectStatus")]
    [InlineData("{\"url\":\"https://a.com\",\"redirectStatus\":302.5}", 422, "invalid-fields", "redirectStatus")]
    [InlineData("{\"url\":\"https://a.com\",\"enabled\":\"yes\"}", 422, "invalid-fields", "enabled")]
    [InlineData("{\"url\":\"https://a.com\",\"expiresAt\":\"tomorrow\"}", 422, "invalid-fields", "expiresAt")]
    [InlineData("{\"url\":\"https://a.com\",\"expiresAt\":\"2027-01-01T00:00:00\"}", 422, "invalid-fields", "expiresAt")]
    [InlineData("{\"url\":\"https://a.com\",\"expiresAt\":\"2027-02-30T00:00:00Z\"}", 422, "invalid-fields", "expiresAt")]
    [InlineData("{\"url\":\"https://a.com\",\"tags\":\"a\"}", 422, "invalid-fields", "tags")]
    [InlineData("{\"url\":\"https://a.com\",\"tags\":[1,\" \"]}", 422, "invalid-fields", "tags[0]", "tags[1]")]
    [InlineData("{\"url\":\"https://a.com\",\"platforms\":{\"iphone\":{}}}", 422, "invalid-fields", "platforms.iphone")]
    [InlineData("{\"url\":\"https://a.com\",\"platforms\":{\"ios\":{\"fallbackUrl\":\"x\"}}}", 422, "invalid-fields", "platforms.ios.fallbackUrl")]
    [InlineData("{\"url\":\"https://a.com\",\"platforms\":{\"android\":{\"package\":\"x y\"}}}", 422, "invalid-fields", "platforms.android.package")]
    [InlineData("{\"url\":\"https://a.com\",\"brand\":{\"color\":\"red\"}}", 422, "invalid-fields", "brand.color")]
    [InlineData("{\"url\":\"https://a.com\",\"utm\":{\"source\":1}}", 422, "invalid-fields", "utm.source")]
    [InlineData("{\"url\":\"https://a.com\",\"metadata\":[1]}", 422, "invalid-fields", "metadata")]
    [InlineData("{\"url\":\"https://a.com\",\"metadata\":{\"a\":{\"b\":1,\"b\":2}}}", 422, "invalid-fields", "metadata")]
    [InlineData("{\"url\":\"https://a.com\",\"metadata\":{\"a\":\"\\udc00\"}}", 422, "invalid-fields", "metadata")]
    [InlineData("{\"url\":\"https://a.com\",\"domain\":\"other.example\"}", 422, "invalid-fields", "domain")]
    [InlineData("{\"url\":\"https://a.com\",\"rules\":[{}]}", 422, "invalid-fields", "rules[0].then", "rules[0].when")]
    [InlineData("{\"url\":\"https://a.com\",\"variants\":[{}],\"password\":\"123\",\"maxClicks\":0}", 422, "invalid-fields", "maxClicks", "password", "variants")]
    [InlineData("{\"url\":\"x\",\"slug\":\"a b\",\"titel\":\"t\"}", 422, "invalid-fields", "slug", "titel", "url")]
    public async Task Create_BadBody_IsRefusedAndStoresNothing(string body, int status, string problem, params string[] paths)
    {
        var before = await CountAsync();

        var answer = await _client.PostAsync("/links", body);

        Assert.Equal((status, problem), ((int)answer.Status, answer.Problem));
        Assert.Equal("application/problem+json", answer.Message.Content.Headers.ContentType!.MediaType);
        Assert.Equal(answer.Message.Headers.GetValues("X-Request-Id").Single(), answer.Text("requestId"));
        Assert.Equal(status, answer.Body!["status"]!.GetValue<int>());
        if (paths.Length > 0)
        {
            Assert.Equal(paths, answer.ErrorPaths());
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Create_MisspeltField_NamesTheOneMeant()
    {
        var answer = await _client.PostAsync("/links", """{"url":"https://a.com","deep_link_path":"a://b"}""");

        Assert.Contains("deepLinkPath", answer.Body!["errors"]!["deep_link_path"]![0]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_BadUtf8_Is400()
    {
        using var content = new ByteArrayContent([.. "{\"url\":\"https://a.com/"u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await Answer.OfAsync(await _client.PostAsync(new Uri("/links", UriKind.Relative), content));

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-json"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Create_DeepNesting_Is400()
    {
        var answer = await _client.PostAsync("/links", """{"url":"https://a.com","metadata":""" + new string('[', 10_000));

        Assert.Equal((HttpStatusCode.BadRequest, "malformed-json"), (answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Create_OtherContentType_Is415(string contentType)
    {
        var answer = await _client.SendJsonAsync(HttpMethod.Post, "/links", """{"url":"https://a.com"}""", contentType);

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported-media-type"), (answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData("{\"url\":\"https://a.com\",\"notes\":\"", "\"}")]
    [InlineData("\"", "\"")]
    public async Task Create_ElevenMegabyteObject_Is413(string start, string end)
    {
        var answer = await _client.PostAsync("/links", start + new string('x', 11_000_000) + end);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Create_ChunkedBodyOverTheLimit_Is413()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes("{\"notes\":\"" + new string('x', 2_000_000) + "\"}")));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/links", UriKind.Relative)) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var answer = await Answer.OfAsync(await _client.SendAsync(request));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "too-large"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Patch_BadField_LeavesTheLink()
    {
        var created = await _client.PostAsync("/links", """{"url":"https://a.com/","slug":"steady"}""");

        var answer = await _client.PatchAsync("/links/steady", """{"title":"new","url":"javascript:1"}""");

        Assert.Equal(["url"], answer.ErrorPaths());
        Assert.Equal(created.Body!.ToJsonString(), (await _client.GetJsonAsync("/links/steady")).Body!.ToJsonString());
    }

    [Fact]
    public async Task AnyPath_ThatIsNot_IsAProblem()
    {
        var missing = await _client.GetJsonAsync("/nothing/here");
        var method = await _client.SendJsonAsync(HttpMethod.Put, "/links", "{}");

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (missing.Status, missing.Problem));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method-not-allowed"), (method.Status, method.Problem));
    }

    private async Task<int> CountAsync() => (await _client.GetJsonAsync("/links?limit=1000")).Body!["data"]!.AsArray().Count;
}
