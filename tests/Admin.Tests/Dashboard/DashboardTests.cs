using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Dashboard;

/// <summary>How the files of a dashboard are served; what they hold is up to its build.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private const string Page = "text/html,application/xhtml+xml,*/*;q=0.8";

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-dashboard-").FullName;
    private AdminServer _server = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), "<!doctype html><title>OneLink</title>");
        var script = new string('x', 5_000);
        await File.WriteAllTextAsync(Path.Combine(_folder, "assets", "index-a1b2.js"), script);
        await File.WriteAllBytesAsync(Path.Combine(_folder, "assets", "index-a1b2.js.gz"), Compressed(script, stream => new GZipStream(stream, CompressionLevel.Fastest)));
        await File.WriteAllBytesAsync(Path.Combine(_folder, "assets", "index-a1b2.js.br"), Compressed(script, stream => new BrotliStream(stream, CompressionLevel.Fastest)));
        _server = await AdminServer.StartAsync(settings: [$"--ONELINK_DASHBOARD={_folder}"]);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = _server.BaseAddress };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Root_ForABrowser_LeadsToTheDashboardAndForAProgramIs404()
    {
        using var browser = await GetAsync("/", Page);
        using var program = await GetAsync("/", "application/json");
        using var anything = await GetAsync("/", "*/*");

        Assert.Equal((HttpStatusCode.Redirect, "/app/"), (browser.StatusCode, browser.Headers.Location!.OriginalString));
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, anything.StatusCode);
    }

    [Theory]
    [InlineData("/app/")]
    [InlineData("/app/links/lnk_1")]
    [InlineData("/app/login?email=a%40b.c&sso_auth_token=x")]
    public async Task Page_ForABrowser_IsTheIndexAskedForAnewEachTime(string path)
    {
        using var page = await GetAsync(path, Page);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Equal("no-cache", page.Headers.CacheControl!.ToString());
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.All(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"], part => Assert.Contains(part, policy, StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());

        using var again = await GetAsync(path, Page, request => request.Headers.IfNoneMatch.Add(page.Headers.ETag!));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Pages_OfAnAccount_MayBeFramedByItsSitesAlone()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var admin = await tenant.AdministratorAsync();
        var page = $"/app/embed/{tenant.AccountId}/inbox";
        Assert.Equal(("'none'", "DENY"), await FramingAsync(page));
        (await admin.Client.PatchAsync(tenant.Path, """{"frame_ancestors":["https://crm.example.com","https://desk.example"]}""")).Is(HttpStatusCode.OK);

        Assert.Equal(("https://crm.example.com https://desk.example", null), await FramingAsync(page));
        foreach (var other in (string[])["/app/", "/app/inbox", "/app/embed/", "/app/embed/x/inbox", $"/app/embed/-{tenant.AccountId}/inbox", "/app/embed/987654321/inbox", "/app/links/embed/" + tenant.AccountId])
        {
            Assert.Equal(("'none'", "DENY"), await FramingAsync(other));
        }

        await tenant.SuspendAsync();
        Assert.Equal(("'none'", "DENY"), await FramingAsync(page));
    }

    [Theory]
    [InlineData("/app/assets/index-gone.js", Page)]
    [InlineData("/app/links/lnk_1", "application/json")]
    [InlineData("/app/../links", "application/json", HttpStatusCode.Unauthorized)]
    [InlineData("/nothing", Page)]
    [InlineData("/links/x/nothing", Page)]
    public async Task WhatIsNoPage_IsNotAnsweredByOne(string path, string accept, HttpStatusCode expected = HttpStatusCode.NotFound)
    {
        using var answer = await GetAsync(path, accept);

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("", null)]
    public async Task Asset_IsSentAsTheBrowserTakesItAndForEver(string accepted, string? encoding)
    {
        using var asset = await GetAsync("/app/assets/index-a1b2.js", "*/*", request =>
        {
            if (accepted.Length > 0)
            {
                request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            }
        });

        Assert.Equal(encoding, asset.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("public, max-age=31536000, immutable", asset.Headers.CacheControl!.ToString());
        Assert.Contains("Accept-Encoding", asset.Headers.Vary);
        Assert.Equal(encoding is null, asset.Content.Headers.ContentLength == 5_000);
    }

    [Fact]
    public async Task Dashboard_ThatWasNotBuilt_Is404ThatSaysSo()
    {
        await using var server = await AdminServer.StartAsync(settings: [$"--ONELINK_DASHBOARD={Path.Combine(_folder, "nowhere")}"]);
        using var client = new HttpClient { BaseAddress = server.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/app/", UriKind.Relative));
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("onelink up", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>Whom the policy lets frame a page, and what is said to browsers that do not know it.</summary>
    private async Task<(string Ancestors, string? Old)> FramingAsync(string path)
    {
        using var page = await GetAsync(path, Page);
        Assert.Equal(path.StartsWith("/app/embed/", StringComparison.Ordinal) && char.IsAsciiDigit(path["/app/embed/".Length..].PadRight(1)[0]) ? "no-store" : "no-cache", page.Headers.CacheControl!.ToString());
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        return (policy[(policy.IndexOf("frame-ancestors ", StringComparison.Ordinal) + "frame-ancestors ".Length)..],
            page.Headers.TryGetValues("X-Frame-Options", out var old) ? old.Single() : null);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string accept, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Accept.Clear();
        foreach (var value in accept.Split(','))
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(value));
        }

        change?.Invoke(request);
        return await _client.SendAsync(request);
    }

    private static byte[] Compressed(string text, Func<Stream, Stream> open)
    {
        using var bytes = new MemoryStream();
        using (var stream = open(bytes))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
