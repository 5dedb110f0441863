using System.Net;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Links;

public sealed class ListTests
{
    [Fact]
    public async Task List_AnySortAndPageSize_ShowsEveryLinkOnceInOrder()
    {
        await using var server = await AdminServer.StartAsync();
        var slugs = Enumerable.Range(0, 57).Select(i => $"s{i * 7919 % 57:00}").ToList();
        await server.Client.PostAsync("/links", "[" + string.Join(',', slugs.Select(slug => $$"""{"url":"https://acme.com/","slug":"{{slug}}"}""")) + "]");

        foreach (var sort in new[] { "createdAt", "-createdAt", "slug", "-slug", "clicks", "-clicks", "lastClickedAt", "-lastClickedAt" })
        {
            foreach (var limit in new[] { 1, 7, 56, 57, 1000 })
            {
                var seen = await WalkAsync(server.Client, $"/links?sort={sort}&limit={limit}", limit);
                Assert.Equal(slugs.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
                if (sort.EndsWith("slug", StringComparison.Ordinal))
                {
                    var ordered = slugs.Order(StringComparer.Ordinal);
                    Assert.Equal(string.Join(' ', sort[0] == '-' ? ordered.Reverse() : ordered), string.Join(' ', seen));
                }
                else if (sort.EndsWith("createdAt", StringComparison.Ordinal))
                {
                    Assert.Equal(string.Join(' ', sort[0] == '-' ? Enumerable.Reverse(slugs) : slugs), string.Join(' ', seen));
                }
            }
        }
    }

    [Fact]
    public async Task List_Filters_NarrowTheList()
    {
        await using var server = await AdminServer.StartAsync();
        var client = server.Client;
        await client.PostAsync("/links", """
            [{"url":"https://acme.com/100%25_off","slug":"one","tags":["a","b"],"title":"First"},
             {"url":"https://other.com/","slug":"two","tags":["b"],"enabled":false,"externalId":"x2"},
             {"url":"https://acme.com/","slug":"three"}]
            """);
        var created = DateTimeOffset.Parse((await client.GetJsonAsync("/links/two")).Text("createdAt"), System.Globalization.CultureInfo.InvariantCulture);

        async Task<string> Slugs(string query) => string.Join(',', await WalkAsync(client, "/links?sort=slug&" + query, 100));

        Assert.Equal("one", await Slugs("tag=a"));
        Assert.Equal("one,two", await Slugs("tag=b"));
        Assert.Equal("two", await Slugs("enabled=false"));
        Assert.Equal("two", await Slugs("externalId=x2"));
        Assert.Equal("one,three", await Slugs("search=ACME"));
        Assert.Equal("one", await Slugs("search=" + Uri.EscapeDataString("%25_off")));
        Assert.Equal("one", await Slugs("search=first"));
        Assert.Equal("one,three,two", await Slugs("domain=127.0.0.1"));
        Assert.Equal("one,three,two", await Slugs("createdAfter=" + Uri.EscapeDataString(created.AddMinutes(-1).ToString("O"))));
        Assert.Equal("", await Slugs("createdBefore=" + Uri.EscapeDataString(created.AddMinutes(-1).ToString("O"))));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("sort=colour", "sort")]
    [InlineData("enabled=yes", "enabled")]
    [InlineData("cursor=!!", "cursor")]
    [InlineData("cursor=YWJj", "cursor")]
    [InlineData("createdAfter=yesterday", "createdAfter")]
    [InlineData("domain=other.example", "domain")]
    [InlineData("tags=a", "tags")]
    [InlineData("tag=a&tag=b", "tag")]
    public async Task List_BadQuery_Is422NamingTheParameter(string query, string parameter)
    {
        await using var server = await AdminServer.StartAsync();

        var answer = await server.Client.GetJsonAsync("/links?" + query);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Equal([parameter], answer.ErrorPaths());
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(HttpClient client, string path, int limit)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetJsonAsync(path + (cursor is null ? "" : "&cursor=" + cursor));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            var data = page.Body!["data"]!.AsArray();
            Assert.InRange(data.Count, cursor is null ? 0 : 1, limit);
            seen.AddRange(data.Select(link => link!["slug"]!.GetValue<string>()));
            cursor = page.Body["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        return seen;
    }
}
