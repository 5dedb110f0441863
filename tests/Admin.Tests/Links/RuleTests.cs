using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

/// <summary>Rules, variants, passwords and limits through the API.</summary>
public sealed class RuleTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private const string Rules =
        """
        [{"name":"german tablets","when":{"country":["DE","AT"],"region":["DE-BY"],"language":["de"],"platform":["ios"],"deviceClass":["tablet"],"osVersion":">=17","browser":["safari"],"inApp":["instagram"],"query":{"debug":true,"src":"mail"},"ip":["10.0.0.0/8","11.22.*.*"],"after":"2026-01-01T00:00:00.000Z","before":"2027-01-01T00:00:00.000Z"},"then":{"url":"https://acme.com/de","deepLinkPath":null,"fallbackUrl":"https://acme.com/f","variants":[{"name":"A","weight":1,"url":"https://acme.com/a"},{"name":"B","weight":2,"deepLinkPath":"acme://b"}]}}]
        """;

    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task Create_WithARule_ReturnsItAsGiven()
    {
        var created = await _client.PostAsync("/links", $$"""{"url":"https://acme.com/","rules":{{Rules}}}""");

        Assert.Equal(HttpStatusCode.Created, created.Status);
        Assert.Equal(Rules.Trim(), created.Body!["rules"]!.ToJsonString(new(System.Text.Json.JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var again = await _client.GetJsonAsync("/links/" + created.Text("slug"));
        Assert.Equal(created.Body.ToJsonString(), again.Body!.ToJsonString());
        var put = await _client.PutAsync("/links/" + created.Text("slug"), created.Body.ToJsonString());
        Assert.Equal(created.Body["rules"]!.ToJsonString(), put.Body!["rules"]!.ToJsonString());
    }

    [Fact]
    public async Task Create_WithRulesThatHaveNoNames_NamesThemByPlace()
    {
        var created = await _client.PostAsync("/links", """
            {"url":"https://acme.com/","rules":[
              {"when":{"country":["de"]},"then":{"url":"https://acme.com/1"}},
              {"name":"rule-3","when":{},"then":{"url":"https://acme.com/2"}},
              {"when":{},"then":{"url":"https://acme.com/3"}}]}
            """);

        Assert.Equal(["rule-1", "rule-3", "rule-4"], created.Body!["rules"]!.AsArray().Select(rule => rule!["name"]!.GetValue<string>()));
        Assert.Equal("DE", created.Body["rules"]![0]!["when"]!["country"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"when":{"planet":["earth"]},"then":{"url":"https://a.com"}}""", "rules[0].when.planet")]
    [InlineData("""{"when":{"platform":["toaster"]},"then":{"url":"https://a.com"}}""", "rules[0].when.platform[0]")]
    [InlineData("""{"when":{"deviceClass":["phone"]},"then":{"url":"https://a.com"}}""", "rules[0].when.deviceClass[0]")]
    [InlineData("""{"when":{"ip":["300.1.2.3"]},"then":{"url":"https://a.com"}}""", "rules[0].when.ip[0]")]
    [InlineData("""{"when":{"ip":["10.0.0.0/33"]},"then":{"url":"https://a.com"}}""", "rules[0].when.ip[0]")]
    [InlineData("""{"when":{"country":["Germany","XX"]},"then":{"url":"https://a.com"}}""", "rules[0].when.country[0]", "rules[0].when.country[1]")]
    [InlineData("""{"when":{"country":"DE"},"then":{"url":"https://a.com"}}""", "rules[0].when.country")]
    [InlineData("""{"when":{"country":[]},"then":{"url":"https://a.com"}}""", "rules[0].when.country")]
    [InlineData("""{"when":{"region":["Bavaria"]},"then":{"url":"https://a.com"}}""", "rules[0].when.region[0]")]
    [InlineData("""{"when":{"language":["*"]},"then":{"url":"https://a.com"}}""", "rules[0].when.language[0]")]
    [InlineData("""{"when":{"osVersion":"~17"},"then":{"url":"https://a.com"}}""", "rules[0].when.osVersion")]
    [InlineData("""{"when":{"osVersion":">=18 <17"},"then":{"url":"https://a.com"}}""", "rules[0].when.osVersion")]
    [InlineData("""{"when":{"query":{"a":1}},"then":{"url":"https://a.com"}}""", "rules[0].when.query.a")]
    [InlineData("""{"when":{"query":{}},"then":{"url":"https://a.com"}}""", "rules[0].when.query")]
    [InlineData("""{"when":{"after":"2027-01-01T00:00:00Z","before":"2026-01-01T00:00:00Z"},"then":{"url":"https://a.com"}}""", "rules[0].when.before")]
    [InlineData("""{"when":{"inbox":{"id":1000000,"open":true}},"then":{"url":"https://a.com"}}""", "rules[0].when.inbox.id")]
    [InlineData("""{"when":{"inbox":{"open":true}},"then":{"url":"https://a.com"}}""", "rules[0].when.inbox.id")]
    [InlineData("""{"when":{"inbox":{"id":"3","open":1}},"then":{"url":"https://a.com"}}""", "rules[0].when.inbox.id", "rules[0].when.inbox.open")]
    [InlineData("""{"when":{"inbox":3},"then":{"url":"https://a.com"}}""", "rules[0].when.inbox")]
    [InlineData("""{"when":{},"then":{"url":"javascript:alert(1)"}}""", "rules[0].then.url")]
    [InlineData("""{"when":{},"then":{"deepLinkPath":"data:x"}}""", "rules[0].then.deepLinkPath")]
    [InlineData("""{"when":{},"then":{}}""", "rules[0].then")]
    [InlineData("""{"when":{},"then":{"variants":[{"weight":1}]}}""", "rules[0].then.variants")]
    [InlineData("""{"then":{"url":"https://a.com"}}""", "rules[0].when")]
    [InlineData("""{"when":{},"then":{"url":"https://a.com"},"name":"same"},{"when":{},"then":{"url":"https://a.com"},"name":"same"}""", "rules[1].name")]
    [InlineData("7", "rules[0]")]
    public async Task Patch_WithAnInvalidRule_IsRefusedAndTheOldRulesStay(string rule, params string[] paths)
    {
        var created = await _client.PostAsync("/links", """{"url":"https://acme.com/","rules":[{"name":"old","when":{},"then":{"url":"https://acme.com/old"}}]}""");
        var path = "/links/" + created.Text("slug");

        var refused = await _client.PatchAsync(path, $$"""{"rules":[{{rule}}]}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(paths, refused.ErrorPaths());
        Assert.Equal("old", (await _client.GetJsonAsync(path)).Body!["rules"]![0]!["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""[{"name":"A","weight":50}]""", "variants")]
    [InlineData("""[{"name":"A","weight":0},{"name":"B","weight":10001}]""", "variants[0].weight", "variants[1].weight")]
    [InlineData("""[{"name":"A","weight":1.5},{"name":"B"}]""", "variants[0].weight", "variants[1].weight")]
    [InlineData("""[{"name":"A","weight":1},{"name":"A","weight":1}]""", "variants[1].name")]
    [InlineData("""[{"name":"","weight":1},{"name":"B","weight":1}]""", "variants[0].name")]
    [InlineData("""{"A":1}""", "variants")]
    public async Task Create_WithInvalidVariants_IsRefused(string variants, params string[] paths)
    {
        var refused = await _client.PostAsync("/links", $$"""{"url":"https://acme.com/","variants":{{variants}}}""");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(paths, refused.ErrorPaths());
    }

    [Fact]
    public async Task Password_IsNeverShown()
    {
        var created = await _client.PostAsync("/links", """{"url":"https://acme.com/","password":"s3cret-word","maxClicks":10}""");
        Assert.True(created.Body!["hasPassword"]!.GetValue<bool>());
        Assert.Equal(10, created.Body["maxClicks"]!.GetValue<int>());
        Assert.DoesNotContain("s3cret", created.Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Null(created.Body["password"]);

        var path = "/links/" + created.Text("slug");
        Assert.True((await _client.PatchAsync(path, """{"title":"x"}""")).Body!["hasPassword"]!.GetValue<bool>());
        var cleared = await _client.PatchAsync(path, """{"password":null,"maxClicks":null}""");
        Assert.False(cleared.Body!["hasPassword"]!.GetValue<bool>());
        Assert.Null(cleared.Body["maxClicks"]);
    }

    [Fact]
    public async Task Test_LinkWithRules_SaysWhatTheEdgeWouldAnswerAndWhy()
    {
        var created = await _client.PostAsync("/links", """
            {"url":"https://acme.com/","deepLinkPath":"acme://x","rules":[
              {"name":"french","when":{"country":["FR"],"language":["fr"]},"then":{"url":"https://acme.com/fr"}},
              {"name":"phones","when":{"platform":["ios"],"query":{"src":"mail"}},"then":{"url":"https://acme.com/ios","deepLinkPath":null}}]}
            """);
        var path = $"/links/{created.Text("slug")}/test";

        var phone = await _client.PostAsync(path, """
            {"userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
             "headers":{"Accept-Language":"fr"},"ip":"203.0.113.9","query":{"src":"mail"}}
            """);
        Assert.Equal(HttpStatusCode.OK, phone.Status);
        Assert.Equal("https://acme.com/ios?src=mail", phone.Text("location"));
        Assert.Equal("phones", phone.Text("rule"));
        Assert.Equal("ios", phone.Text("platform"));
        Assert.Equal(302, phone.Body!["status"]!.GetValue<int>());
        Assert.Equal("""["country"]""", phone.Body["rules"]![0]!["failed"]!.ToJsonString());
        Assert.True(phone.Body["rules"]![1]!["holds"]!.GetValue<bool>());
        Assert.NotEmpty(phone.Body["reasons"]!.AsArray());

        var french = await _client.PostAsync(path, """{"headers":{"accept-language":"fr"},"country":"fr"}""");
        Assert.Equal(("https://acme.com/fr", "french"), (french.Text("location"), french.Text("rule")));

        var android = await _client.PostAsync(path, """{"userAgent":"Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"}""");
        Assert.Equal("deepLink", android.Text("page"));
        Assert.StartsWith("intent://x#Intent;scheme=acme;", android.Text("deepLink"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await _client.PostAsync("/links/nothing-here/test", "{}")).Status);
        Assert.Equal(["ip"], (await _client.PostAsync(path, """{"ip":"here"}""")).ErrorPaths());
    }

    [Fact]
    public async Task Test_LinkThatIsClosed_SaysSo()
    {
        var created = await _client.PostAsync("/links", """{"url":"https://acme.com/","enabled":false,"password":"abcd"}""");
        var path = "/links/" + created.Text("slug");
        Assert.Equal(404, (await _client.PostAsync(path + "/test", "{}")).Body!["status"]!.GetValue<int>());

        await _client.PatchAsync(path, """{"enabled":true}""");
        Assert.Equal("password", (await _client.PostAsync(path + "/test", "{}")).Text("page"));
        Assert.Equal("https://acme.com/", (await _client.PostAsync(path + "/test", """{"password":true}""")).Text("location"));

        await _client.PatchAsync(path, """{"expiresAt":"2020-01-01T00:00:00Z"}""");
        Assert.Equal(410, (await _client.PostAsync(path + "/test", "{}")).Body!["status"]!.GetValue<int>());
    }
}
