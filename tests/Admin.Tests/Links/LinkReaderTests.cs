using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Domains;
using OneLink.Admin.Json;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;
using OneLink.Admin.Safety;

namespace OneLink.Admin.Tests.Links;

public sealed class LinkReaderTests
{
    private static readonly string[] Fields =
    [
        "url", "slug", "domain", "deepLinkPath", "platforms", "brand", "utm", "redirectStatus", "forwardQuery", "activeFrom", "expiredUrl",
        "enabled", "title", "tags", "externalId", "metadata", "slugLength", "slugPrefix", "rules", "variants", "variantsFrom", "variantsUntil", "maxClicks", "probeIpad", "password", "id", "clicks", "nonsense",
    ];

    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "301", "1e400", "\"\"", "\"https://a.com/\"", "\"javascript:1\"", "\"\\ud800\"", "\"a b\"", "\"x\"",
        "[]", "[1]", "[\"t\"]", "{}", "{\"ios\":{\"deepLinkPath\":null}}", "{\"ios\":1}", "{\"name\":\"n\"}", "{\"source\":\"\"}",
        "{\"a\":1,\"a\":2}", "\"2027-01-01T00:00:00Z\"", "\"go.acme.com\"", "[{}]",
        "[{\"when\":{\"country\":[\"DE\"],\"query\":{\"a\":true}},\"then\":{\"url\":\"https://a.com/\"}}]",
        "[{\"when\":{\"ip\":[1],\"osVersion\":\">=\",\"after\":7},\"then\":{\"variants\":[1]}}]", "[{\"weight\":1},{\"weight\":2,\"url\":null}]",
    ];

    [Fact]
    public void Read_AnyFieldsWithAnyValues_GivesALinkOrErrorsButNeverThrows()
    {
        var member = Gen.Zip(Gen.Elements(Fields), Gen.Elements(Values)).Select(pair => $"\"{pair.Item1}\":{pair.Item2}");
        var body = member.ListOf().Select(members => "{" + string.Join(',', members) + "}").ToArbitrary();
        Prop.ForAll(body, text =>
        {
            var (input, errors) = Read(text, new LinkContent());
            return (input is null) == errors.Any && (input is null || input.Content.Url.Length > 0);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Parse_AnyBytes_GivesABodyOrAProblem()
        => Prop.ForAll<byte[]>(bytes =>
        {
            if (!JsonBodyReader.Parse(bytes).TryGet(out var body, out var problem))
            {
                return problem.Status == 400;
            }

            body.Dispose();
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_StoredContent_SurvivesItsJson()
    {
        var (input, _) = Read("""{"url":"https://a.com/","platforms":{"ios":{"deepLinkPath":null},"other":{"fallbackUrl":"https://b.com/"}},"metadata":{"a":[1]}}""", new LinkContent());

        var json = JsonSerializer.Serialize(input!.Content, LinkContentJson.Default.LinkContent);
        var back = JsonSerializer.Deserialize(json, LinkContentJson.Default.LinkContent)!;

        Assert.Equal(json, JsonSerializer.Serialize(back, LinkContentJson.Default.LinkContent));
        Assert.True(back.Platforms["ios"].DeepLinkPath.IsSet);
        Assert.Null(back.Platforms["ios"].DeepLinkPath.Value);
        Assert.False(back.Platforms["other"].DeepLinkPath.IsSet);
    }

    [Fact]
    public void Deserialize_OlderContentWithoutAField_GetsItsDefault()
    {
        var content = JsonSerializer.Deserialize("{}", LinkContentJson.Default.LinkContent)!;

        Assert.True(content.ForwardQuery);
        Assert.Equal(302, content.RedirectStatus);
        Assert.Empty(content.Tags);
        Assert.Empty(content.Platforms);
        Assert.Equal(LinkBrand.None, content.Brand);
        Assert.Empty(content.Metadata);
    }

    private static AccountGuard GuardOf(LinkDomain domain)
    {
        var hosts = new InstallationHosts(database: null!);
        hosts.Set([LinkHost.Of(domain)]);
        return new AccountGuard(new DestinationGuard(hosts, new DeniedHosts(database: null!)), domain.AccountId);
    }

    private static (LinkInput? Input, FieldErrors Errors) Read(string json, LinkContent baseline)
    {
        var errors = new FieldErrors();
        using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(json));
        var domain = new LinkDomain
        {
            Id = 1,
            AccountId = 1,
            Host = "go.acme.com",
            Authority = "go.acme.com",
            Scheme = "https",
            IsDefault = 1,
            IsFallback = 0,
            IsCaseSensitive = 1,
            CreatedAt = 0,
            UpdatedAt = 0,
        };
        return (LinkReader.Read(document.RootElement, new AccountDomains([domain], GuardOf(domain)), baseline, domain, errors), errors);
    }
}
