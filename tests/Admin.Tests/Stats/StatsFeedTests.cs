using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OneLink.Admin.Tests.Stats;

public sealed class StatsFeedTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private readonly StatsServer _server = fixture.Server;

    [Theory]
    [InlineData("""{"name":"by country","link":"fed","query":"groupBy=country&from=2026-05-01&to=2026-05-01"}""")]
    [InlineData("""{"link":"fed","query":{"groupBy":["country"],"from":"2026-05-01","to":"2026-05-01"}}""")]
    public async Task Get_FeedOfALink_IsItsCsvWithoutCredentialsUntilDeleted(string body)
    {
        using var ignored = await PostAsync("/links", """{"url":"https://acme.example/","slug":"fed"}""");
        var link = await _server.GetAsync("/links/fed");
        if ((await _server.GetAsync("/links/fed/stats?period=all"))["totals"]!["clicks"]!.GetValue<int>() == 0)
        {
            await _server.InsertAsync("clicks", [_server.Click(link, DateTimeOffset.Parse("2026-05-01T10:00:00Z", CultureInfo.InvariantCulture), ("country", "DE"))]);
        }

        using var created = await PostAsync("/feeds", body);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var feed = JsonNode.Parse(await created.Content.ReadAsStringAsync())!;
        using var anybody = new HttpClient();
        var csv = await anybody.GetStringAsync(new Uri(feed["url"]!.GetValue<string>()));
        var listed = await _server.GetAsync("/feeds");
        using var deleted = await _server.Admin.Client.DeleteAsync(new Uri($"/feeds/{feed["id"]}", UriKind.Relative));
        using var gone = await anybody.GetAsync(new Uri(feed["url"]!.GetValue<string>()));

        Assert.Equal("time,country,clicks,uniqueVisitors,bots\r\n2026-05-01T00:00:00Z,DE,1,1,0\r\n", csv);
        Assert.Contains(listed["data"]!.AsArray(), row => row!["id"]!.GetValue<string>() == feed["id"]!.GetValue<string>());
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NotFound), (deleted.StatusCode, gone.StatusCode));
    }

    [Fact]
    public async Task Get_FeedOfALinkThatIsGone_IsNotThoseOfAllLinks()
    {
        using var link = await PostAsync("/links", """{"url":"https://acme.example/","slug":"fed-and-gone"}""");
        using var created = await PostAsync("/feeds", """{"link":"fed-and-gone","query":"period=all"}""");
        var feed = JsonNode.Parse(await created.Content.ReadAsStringAsync())!;
        using var deleted = await _server.Admin.Client.DeleteAsync(new Uri("/links/fed-and-gone", UriKind.Relative));
        using var gone = await _server.Admin.Client.GetAsync(new Uri(feed["url"]!.GetValue<string>()));

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("""{"query":"groupBy=colour"}""", "groupBy")]
    [InlineData("""{"link":"nobody","query":""}""", "link")]
    [InlineData("""{"query":{"groupBy":{}}}""", "query")]
    [InlineData("""{"colour":"red"}""", "colour")]
    public async Task Post_BadFeed_Is422(string body, string field)
    {
        using var response = await PostAsync("/feeds", body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonNode>())!["errors"]![field]);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body)
        => _server.Admin.Client.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
}
