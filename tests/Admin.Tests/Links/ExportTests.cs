using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

public sealed class ExportTests
{
    private const string Rich = """
        {"url":"https://acme.com/?q=1#x","slug":"rich/ü","deepLinkPath":"acme://a","title":"=HYPERLINK(\"x\"),\r\n\"quoted\"","notes":"línea",
         "platforms":{"ios":{"deepLinkPath":null,"fallbackUrl":"https://apps.apple.com/app/id1"}},
         "rules":[{"when":{"country":["DE"],"query":{"src":"mail","debug":true}},"then":{"url":"https://acme.com/de","deepLinkPath":null}}],
         "variants":[{"name":"A","weight":1},{"name":"B","weight":2,"url":"https://acme.com/b"}],
         "brand":{"name":"Acme","color":"#ff0000"},"utm":{"source":"s"},"tags":["a,b","c"],"externalId":"crm 1","metadata":{"n":{"m":[1,null]}},
         "redirectStatus":307,"forwardPath":true,"indexable":true,"activeFrom":"2026-01-01T00:00:00Z","expiresAt":"2099-01-01T00:00:00Z",
         "expiredUrl":"https://acme.com/late","maxClicks":7,"enabled":false}
        """;

    private static readonly string[] MadeByOneLink = ["id", "createdAt", "updatedAt"];

    [Fact]
    public async Task Export_Ndjson_CanBePostedAgain()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/links", $$"""[{{Rich}},{"url":"https://acme.com/plain","slug":"plain"}]""");

        var exported = await ReadAsync(server.Client, "format=ndjson");
        Assert.Equal(2, Lines(exported.Text).Length);
        await server.Client.PostAsync("/links/bulk-delete", """{"ids":["rich/ü","plain"]}""");
        using var body = new StringContent(exported.Text, Encoding.UTF8, "application/x-ndjson");
        using var posted = await server.Client.PostAsync(new Uri("/links", UriKind.Relative), body);
        Assert.All(Lines(await posted.Content.ReadAsStringAsync()), line => Assert.Equal(201, JsonNode.Parse(line)!["status"]!.GetValue<int>()));
        var again = await ReadAsync(server.Client, "format=ndjson");

        Assert.Equal(Lines(exported.Text).Select(Lasting), Lines(again.Text).Select(Lasting));
        Assert.Equal("application/x-ndjson", exported.MediaType);
        Assert.Equal("attachment; filename=\"links.ndjson\"", exported.Disposition);
    }

    [Fact]
    public async Task Export_Ndjson_LinesAreTheLinksAsShown()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/links", Rich);

        var line = Assert.Single(Lines((await ReadAsync(server.Client, "format=ndjson")).Text));

        Assert.Equal((await server.Client.GetJsonAsync("/links/ext_crm%201")).Body!.ToJsonString(), JsonNode.Parse(line)!.ToJsonString());
    }

    [Fact]
    public async Task Export_Csv_QuotesByRfc4180AndRunsNoFormula()
    {
        await using var server = await AdminServer.StartAsync();
        await server.Client.PostAsync("/links", Rich);

        var (text, mediaType, disposition) = await ReadAsync(server.Client, "format=csv");
        var link = (await server.Client.GetJsonAsync("/links/ext_crm%201")).Body!.AsObject();

        Assert.Equal(("text/csv", "attachment; filename=\"links.csv\""), (mediaType, disposition));
        Assert.StartsWith(string.Join(',', link.Select(field => field.Key)) + "\r\n", text, StringComparison.Ordinal);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.Contains(",\"'=HYPERLINK(\"\"x\"\"),\r\n\"\"quoted\"\"\",línea,\"[\"\"a,b\"\",\"\"c\"\"]\",crm 1,", text, StringComparison.Ordinal);
        Assert.Contains(",https://acme.com/?q=1#x,acme://a,", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_ManyPages_ShowsEveryLinkOnceOldestFirst()
    {
        await using var server = await AdminServer.StartAsync();
        var links = string.Join(',', Enumerable.Range(0, 1_234).Select(i => $$"""{"url":"https://acme.com/{{i}}","slug":"e{{i}}","tags":["{{(i % 3 == 0 ? "third" : "other")}}"]}"""));
        await server.Client.PostAsync("/links", $"[{links}]");

        var all = Lines((await ReadAsync(server.Client, "format=ndjson")).Text).Select(Slug);
        var third = Lines((await ReadAsync(server.Client, "format=ndjson&tag=third&createdAfter=2020-01-01T00:00:00Z")).Text).Select(Slug);
        var none = (await ReadAsync(server.Client, "tag=nobody")).Text;

        Assert.Equal(Enumerable.Range(0, 1_234).Select(i => $"e{i}"), all);
        Assert.Equal(Enumerable.Range(0, 1_234).Where(i => i % 3 == 0).Select(i => $"e{i}"), third);
        Assert.Single(Lines(none));

        static string Slug(string line) => JsonNode.Parse(line)!["slug"]!.GetValue<string>();
    }

    [Fact]
    public async Task Export_OfAnotherAccount_IsNotShown()
    {
        await using var server = await AdminServer.StartAsync();
        using var other = await OtherAccount.JoinAsync(server, "theirs.example");
        await other.PostAsync("/links", """{"url":"https://acme.com/"}""");

        Assert.Empty((await ReadAsync(server.Client, "format=ndjson")).Text);
        Assert.Single(Lines((await ReadAsync(other, "format=ndjson")).Text));
    }

    [Theory]
    [InlineData("format=xlsx", "format")]
    [InlineData("format=csv&limit=10", "limit")]
    [InlineData("tags=a&enabled=yes", "enabled", "tags")]
    public async Task Export_BadQuery_Is422NamingTheParameter(string query, params string[] parameters)
    {
        await using var server = await AdminServer.StartAsync();

        var answer = await server.Client.GetJsonAsync("/links/export?" + query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal(parameters, answer.ErrorPaths());
    }

    private static async Task<(string Text, string? MediaType, string? Disposition)> ReadAsync(HttpClient client, string query)
    {
        using var response = await client.GetAsync(new Uri("/links/export?" + query, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentDisposition!.ToString());
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Lasting(string line)
    {
        var link = JsonNode.Parse(line)!.AsObject();
        Assert.All(MadeByOneLink, name => Assert.True(link.Remove(name)));
        return link.ToJsonString();
    }
}
