using System.Net;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Domains;

public sealed class DomainSettingsTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private static readonly string Fingerprint = string.Join(':', Enumerable.Repeat("ab", 32));

    private readonly HttpClient _client = fixture.Server.Client;

    [Fact]
    public async Task Patch_AppsAndRobots_AreKeptAndClearedByNull()
    {
        await _client.PostAsync("/domains", """{"host":"apps.acme.com","rootUrl":"https://acme.com/"}""");

        var changed = await _client.PatchAsync(
            "/domains/apps.acme.com",
            $$"""{"ios":{"appIds":["ABCDE12345.com.acme.app"],"paths":["/sale/*","NOT /x"]},"android":{"package":"com.acme.app","sha256CertFingerprints":["{{Fingerprint}}"]},"robots":"allow"}""");

        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal("""{"appIds":["ABCDE12345.com.acme.app"],"paths":["/sale/*","NOT /x"]}""", changed.Body!["ios"]!.ToJsonString());
        Assert.Equal(Fingerprint.ToUpperInvariant(), changed.Body["android"]!["sha256CertFingerprints"]![0]!.GetValue<string>());
        Assert.Equal("allow", changed.Text("robots"));
        Assert.Equal("https://acme.com/", changed.Text("rootUrl"));
        Assert.Equal(changed.Body.ToJsonString(), (await _client.GetJsonAsync("/domains/apps.acme.com")).Body!.ToJsonString());

        var cleared = await _client.PatchAsync("/domains/apps.acme.com", """{"ios":null,"rootUrl":null}""");
        Assert.Null(cleared.Body!["ios"]);
        Assert.Null(cleared.Body["rootUrl"]);
        Assert.NotNull(cleared.Body["android"]);
    }

    [Theory]
    [InlineData("""{"ios":{"appIds":["com.acme.app"]}}""", "ios.appIds[0]")]
    [InlineData("""{"ios":{"appIds":["ABCDE1234.com.acme.app","abcde12345.com.acme.app","ABCDE12345","ABCDE12345.*"]}}""", "ios.appIds[0]", "ios.appIds[1]", "ios.appIds[2]", "ios.appIds[3]")]
    [InlineData("""{"android":{"package":"com.acme.app","sha256CertFingerprints":["AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01"]}}""", "android.sha256CertFingerprints[0]")]
    [InlineData("""{"ios":{}}""", "ios.appIds")]
    [InlineData("""{"ios":{"appIds":["ABCDE12345.com.acme.app"],"paths":["no slash"]}}""", "ios.paths[0]")]
    [InlineData("""{"android":{"package":"com.acme.app"}}""", "android.sha256CertFingerprints")]
    [InlineData("""{"android":{"package":"acme","sha256CertFingerprints":["AB"]}}""", "android.package", "android.sha256CertFingerprints[0]")]
    [InlineData("""{"robots":"maybe"}""", "robots")]
    [InlineData("""{"host":"other.acme.com","caseSensitive":false}""", "caseSensitive", "host")]
    public async Task Patch_WithWhatNoPhoneWouldRead_IsRefused(string patch, params string[] paths)
    {
        await _client.PostAsync("/domains", """{"host":"strict.acme.com"}""");

        var refused = await _client.PatchAsync("/domains/strict.acme.com", patch);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(paths, refused.ErrorPaths());
    }

    [Fact]
    public async Task Patch_FileLargerThanPhonesRead_IsRefused()
    {
        await _client.PostAsync("/domains", """{"host":"large.acme.com"}""");
        var apps = new JsonArray([.. Enumerable.Range(0, 20).Select(i => (JsonNode)$"ABCDE12345.com.acme.app{i}")]);
        var paths = new JsonArray([.. Enumerable.Range(0, 200).Select(i => (JsonNode)$"/a/path/of/some/length/{i}/*")]);

        var refused = await _client.PatchAsync("/domains/large.acme.com", new JsonObject { ["ios"] = new JsonObject { ["appIds"] = apps, ["paths"] = paths } }.ToJsonString());

        Assert.Equal(["ios.paths"], refused.ErrorPaths());
    }

    [Fact]
    public async Task Get_DomainOfNobody_IsNotFound() => Assert.Equal(HttpStatusCode.NotFound, (await _client.GetJsonAsync("/domains/nobody.example")).Status);
}
