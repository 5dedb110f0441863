using System.Net;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>HEAD, OPTIONS and what is not allowed.</summary>
public sealed class MethodTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task Head_OfALink_IsItsGetWithoutTheBody()
    {
        var link = await _client.PostAsync("/links", """{"url":"https://acme.com/","slug":"head"}""");

        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/links/head", UriKind.Relative));
        using var answer = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(link.ETag, answer.Headers.ETag!.Tag);
        Assert.True(answer.Content.Headers.ContentLength > 100);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.True(answer.Headers.Contains("X-Request-Id"));
    }

    [Theory]
    [InlineData("/links/nobody", 404)]
    [InlineData("/links", 200)]
    [InlineData("/links/export", 405)]
    [InlineData("/stats/live", 405)]
    public async Task Head_OfAnything_HasTheStatusOfItsGet(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri(path, UriKind.Relative));

        Assert.Equal(status, (int)(await _client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("OPTIONS", "/links", 204, "GET, HEAD, POST, OPTIONS")]
    [InlineData("OPTIONS", "/links/x", 204, "DELETE, GET, HEAD, PATCH, PUT, OPTIONS")]
    [InlineData("PUT", "/links", 405, "GET, HEAD, POST, OPTIONS")]
    [InlineData("TRACE", "/keys", 405, "GET, HEAD, POST, OPTIONS")]
    [InlineData("POST", "/retention", 405, "GET, HEAD, PUT, OPTIONS")]
    public async Task OtherMethod_IsToldWhatIsAllowed(string method, string path, int status, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await _client.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(allowed.Split(", ").Order(StringComparer.Ordinal), answer.Content.Headers.Allow.Order(StringComparer.Ordinal));
        Assert.True(answer.Headers.Contains("X-Request-Id"));
    }
}
