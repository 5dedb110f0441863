using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Outbound;

namespace OneLink.Admin.Tests.Links.Metadata;

/// <summary>Against a page on loopback, which this admin is told it may reach.</summary>
public sealed class MetadataTests : IAsyncLifetime
{
    private const string Page = """
        <!doctype html><html><head><title> Shop
          of Acme </title>
        <meta property="og:title" content="Sale &amp; more"><meta name="twitter:title" content="Not this">
        <meta name="description" content="Everything must go.">
        <meta property="og:image" content="/img/a b.png"><meta property="og:site_name" content="Acme">
        <link rel="canonical" href="https://acme.com/sale"><link rel="shortcut icon" href="favicon.png">
        </head><body><meta property="og:description" content="Not this either"></body></html>
        """;

    private AdminServer _server = null!;
    private LoopbackServer _site = null!;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        _site = await LoopbackServer.StartAsync(context =>
        {
            switch (context.Request.Path.Value)
            {
                case "/moved":
                    context.Response.Redirect("/sale/page");
                    return Task.CompletedTask;
                case "/inside":
                    context.Response.Redirect("http://169.254.169.254/latest/meta-data/");
                    return Task.CompletedTask;
                case "/missing":
                    context.Response.StatusCode = 404;
                    return context.Response.WriteAsync("<title>Not found</title>");
                case "/picture":
                    context.Response.ContentType = "image/png";
                    return context.Response.WriteAsync("<title>no page</title>");
                default:
                    context.Response.ContentType = "text/html; charset=utf-8";
                    return context.Response.WriteAsync(Page);
            }
        });
    }

    public async Task DisposeAsync()
    {
        await _site.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Post_Page_AnswersWhatItSaysOfItself()
    {
        var answer = await ReadAsync(_site.Url("/moved").AbsoluteUri);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            new JsonObject
            {
                ["url"] = _site.Url("/sale/page").AbsoluteUri,
                ["title"] = "Sale & more",
                ["description"] = "Everything must go.",
                ["image"] = _site.Url("/img/a%20b.png").AbsoluteUri,
                ["icon"] = _site.Url("/sale/favicon.png").AbsoluteUri,
                ["siteName"] = "Acme",
                ["canonical"] = "https://acme.com/sale",
            }.ToJsonString(),
            answer.Body!.ToJsonString());
    }

    [Fact]
    public async Task Post_ShortLinkOfTheAccount_AnswersForItsDestination()
    {
        await _server.Client.PostAsync("/links", $$"""{"slug":"shop","url":"{{_site.Url("/sale/page")}}"}""");

        var answer = await ReadAsync($"http://127.0.0.1:{_server.EdgePort}/shop");
        var unknown = await ReadAsync($"http://127.0.0.1:{_server.EdgePort}/nothing");

        Assert.Equal("Sale & more", answer.Text("title"));
        Assert.Equal(["url"], unknown.ErrorPaths());
    }

    [Fact]
    public async Task Post_Picture_IsItsOwnImage()
    {
        var answer = await ReadAsync(_site.Url("/picture").AbsoluteUri);

        Assert.Equal(_site.Url("/picture").AbsoluteUri, answer.Text("image"));
        Assert.Null(answer.Body!["title"]);
        Assert.Equal(_site.Url("/favicon.ico").AbsoluteUri, answer.Text("icon"));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://[::1]:8123/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://no-such-host.invalid/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://user:secret@example.com/")]
    [InlineData("example.com")]
    [InlineData("")]
    public async Task Post_AddressThatNobodyMayRead_IsRefused(string url)
    {
        var refused = await ReadAsync(url);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "invalid-fields"), (refused.Status, refused.Problem));
        Assert.Equal(["url"], refused.ErrorPaths());
    }

    [Theory]
    [InlineData("/inside")]
    [InlineData("/missing")]
    public async Task Post_PageThatIsNone_IsRefused(string path) => Assert.Equal(["url"], (await ReadAsync(_site.Url(path).AbsoluteUri)).ErrorPaths());

    [Theory]
    [InlineData("{}", "url")]
    [InlineData("""{"url":null}""", "url")]
    [InlineData("""{"url":1}""", "url")]
    [InlineData("""{"uri":"https://example.com/"}""", "uri", "url")]
    public async Task Post_BodyThatIsNone_IsRefused(string json, params string[] paths)
    {
        var refused = await _server.Client.PostAsync("/links/metadata", json);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Subset(paths.ToHashSet(StringComparer.Ordinal), refused.ErrorPaths().ToHashSet(StringComparer.Ordinal));
    }

    private Task<Answer> ReadAsync(string url) => _server.Client.PostAsync("/links/metadata", new JsonObject { ["url"] = url }.ToJsonString());
}
