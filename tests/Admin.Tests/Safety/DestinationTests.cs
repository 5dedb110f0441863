using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Safety;

/// <summary>Cases 86 and 87 and what hides behind them: destinations that no link may have.</summary>
public sealed class DestinationTests : IAsyncLifetime
{
    private AdminServer _server = null!;
    private HttpClient _other = null!;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(edgePort: 8081);
        _other = await OtherAccount.JoinAsync(_server, "go.theirs.example");
        await _server.Client.PostAsync("/domains", """{"host":"go.ours.example"}""");
        await _server.Client.PostAsync("/domains", """{"host":"müller.example"}""");
    }

    public async Task DisposeAsync()
    {
        _other.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)//https://example.com/")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("\u0001javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("java\nscript:alert(1)")]
    [InlineData("java\0script:alert(1)")]
    [InlineData("javascript\u00A0:alert(1)")]
    [InlineData("java\u200Bscript:alert(1)")]
    [InlineData("\uFEFFjavascript:alert(1)")]
    [InlineData("javascript%3Aalert(1)")]
    [InlineData("javascript&colon;alert(1)")]
    [InlineData("ｊavascript:alert(1)")]
    [InlineData("javaſcript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("blob:https://example.com/1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("about:blank")]
    [InlineData("view-source:https://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("https:example.com")]
    [InlineData("https:\\\\example.com")]
    [InlineData("https://example.com\\@evil.example/")]
    [InlineData("https://good.example@evil.example/")]
    [InlineData("https://good.example:443@evil.example/")]
    [InlineData("https://example.com/\r\nSet-Cookie: a=b")]
    [InlineData("https://example.com\u2028/")]
    [InlineData("https://exa\u00ADmple.com:x/")]
    public async Task Create_DestinationInDisguise_IsRefusedInEveryField(string url)
    {
        foreach (var (body, path) in EveryField(url))
        {
            var refused = await _server.Client.PostAsync("/links", body);

            Assert.Equal((HttpStatusCode.UnprocessableEntity, path), (refused.Status, refused.ErrorPaths().Single()));
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JAVASCRIPT:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("blob:x")]
    [InlineData("file:///x")]
    [InlineData("about:blank")]
    [InlineData("view-source:https://example.com/")]
    [InlineData("javascript%3Aalert(1)")]
    [InlineData("https://go.theirs.example/x")]
    public async Task Create_DeepLinkInDisguise_IsRefused(string uri)
        => Assert.Equal(["deepLinkPath"], (await CreateAsync(new JsonObject { ["url"] = "https://example.com/", ["deepLinkPath"] = uri })).ErrorPaths());

    [Theory]
    [InlineData("https://go.ours.example/x")]
    [InlineData("http://go.ours.example")]
    [InlineData("https://WWW.Go.Ours.Example./x")]
    [InlineData("https://go.ours.example:443/x")]
    [InlineData("http://go.ours.example:80/x")]
    [InlineData("https://go.ours.example:80/x")]
    [InlineData("https://ｇo.ours.example/x")]
    [InlineData("https://go。ours。example/x")]
    [InlineData("https://g\u00ADo.ours.example/x")]
    [InlineData("https://MÜLLER.example/x")]
    [InlineData("https://xn--mller-kva.example/x")]
    [InlineData("https://go.theirs.example/x")]
    [InlineData("http://127.0.0.1:8081/x")]
    [InlineData("http://localhost:8081/x")]
    [InlineData("http://[::1]:8081/x")]
    public async Task Create_DestinationOnADomainOfTheInstallation_IsALoopInEveryField(string url)
    {
        foreach (var (body, path) in EveryField(url))
        {
            var refused = await _server.Client.PostAsync("/links", body);

            Assert.Equal((HttpStatusCode.UnprocessableEntity, path), (refused.Status, refused.ErrorPaths().Single()));
            Assert.Contains("leads back", refused.Body!["errors"]![path]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://ours.example/x")]
    [InlineData("https://not-go.ours.example/x")]
    [InlineData("https://go.ours.example.com/x")]
    [InlineData("https://go.ours.example:8443/x")]
    [InlineData("http://127.0.0.1:9000/x")]
    [InlineData("https://example.com/?next=https://go.ours.example/x")]
    public async Task Create_DestinationThatOnlyResemblesOne_IsMade(string url)
        => Assert.Equal(HttpStatusCode.Created, (await CreateAsync(new JsonObject { ["url"] = url })).Status);

    [Fact]
    public async Task DeletedDomain_IsADestinationLikeAnyOther()
    {
        await _server.Client.PostAsync("/domains", """{"host":"gone.ours.example"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await CreateAsync(new JsonObject { ["url"] = "https://gone.ours.example/" })).Status);

        await _server.Client.DeleteJsonAsync("/domains/gone.ours.example");

        Assert.Equal(HttpStatusCode.Created, (await CreateAsync(new JsonObject { ["url"] = "https://gone.ours.example/" })).Status);
    }

    [Theory]
    [InlineData("rootUrl")]
    [InlineData("notFoundUrl")]
    [InlineData("expiredUrl")]
    public async Task Domain_WhoseAddressesLeadBack_IsRefused(string field)
    {
        foreach (var url in new[] { "https://go.theirs.example/", "https://self.example/home" })
        {
            var refused = await _server.Client.PostAsync("/domains", new JsonObject { ["host"] = "self.example", [field] = url }.ToJsonString());

            Assert.Equal([field], refused.ErrorPaths());
        }
    }

    [Theory]
    [InlineData("https://xn--80ak6aa92e.com/", "confusable-host", "apple")] // all Cyrillic
    [InlineData("https://аррӏе.com/", "confusable-host", "apple")]
    [InlineData("https://pаypal.com/", "mixed-script-host", "Cyrillic")]
    public async Task Create_HostThatPretendsToBeAnother_IsMadeWithAWarning(string url, string code, string word)
    {
        var made = await CreateAsync(new JsonObject { ["url"] = "https://example.com/", ["platforms"] = new JsonObject { ["ios"] = new JsonObject { ["fallbackUrl"] = url } } });

        Assert.Equal(HttpStatusCode.Created, made.Status);
        var warning = Assert.Single(made.Body!["warnings"]!.AsArray())!;
        Assert.Equal(("platforms.ios.fallbackUrl", code), (warning["field"]!.GetValue<string>(), warning["code"]!.GetValue<string>()));
        Assert.Contains(word, warning["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_ReadAndSentBack_IsAccepted()
    {
        var made = await CreateAsync(new JsonObject { ["url"] = "https://аррӏе.com/", ["slug"] = "odd" });

        Assert.Equal(HttpStatusCode.OK, (await _server.Client.PutAsync("/links/odd", made.Body!.ToJsonString())).Status);
    }

    private Task<Answer> CreateAsync(JsonObject link) => _server.Client.PostAsync("/links", link.ToJsonString());

    private static IEnumerable<(string Body, string Path)> EveryField(string url)
    {
        yield return (new JsonObject { ["url"] = url }.ToJsonString(), "url");
        foreach (var (path, field) in new (string, Func<JsonObject>)[]
        {
            ("expiredUrl", () => new JsonObject { ["expiredUrl"] = url }),
            ("platforms.android.fallbackUrl", () => new JsonObject { ["platforms"] = new JsonObject { ["android"] = new JsonObject { ["fallbackUrl"] = url } } }),
            ("rules[0].then.url", () => Rule(new JsonObject { ["url"] = url })),
            ("rules[0].then.fallbackUrl", () => Rule(new JsonObject { ["fallbackUrl"] = url })),
            ("rules[0].then.variants[1].url", () => Rule(new JsonObject { ["variants"] = Variants("url", url) })),
            ("variants[1].url", () => new JsonObject { ["variants"] = Variants("url", url) }),
            ("variants[1].fallbackUrl", () => new JsonObject { ["variants"] = Variants("fallbackUrl", url) }),
        })
        {
            var body = field();
            body["url"] = "https://example.com/";
            yield return (body.ToJsonString(), path);
        }
    }

    private static JsonObject Rule(JsonObject then)
        => new() { ["rules"] = new JsonArray(new JsonObject { ["when"] = new JsonObject { ["country"] = new JsonArray("DE") }, ["then"] = then }) };

    private static JsonArray Variants(string field, string url)
        => [new JsonObject { ["name"] = "A", ["weight"] = 1 }, new JsonObject { ["name"] = "B", ["weight"] = 1, [field] = url }];
}
