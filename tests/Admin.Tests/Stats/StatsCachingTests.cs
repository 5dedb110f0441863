using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace OneLink.Admin.Tests.Stats;

/// <summary>What a tool that polls is told: the same again, until somebody clicks.</summary>
public sealed class StatsCachingTests(StatsServerFixture fixture) : IClassFixture<StatsServerFixture>
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.Parse("2026-05-01T12:00:00Z", CultureInfo.InvariantCulture);

    private readonly StatsServer _server = fixture.Server;

    [Theory]
    [InlineData("format=json", "polled-json")]
    [InlineData("format=csv&groupBy=country", "polled-csv")]
    [InlineData("format=csv", "polled-series")]
    [InlineData("format=ndjson&groupBy=country", "polled-ndjson")]
    [InlineData("shape=rows&groupBy=country", "polled-rows")]
    public async Task Get_KnownAnswer_Is304UntilSomebodyClicks(string query, string slug)
    {
        var link = await _server.CreateLinkAsync(slug);
        await _server.InsertAsync("clicks", [_server.Click(link, Noon, ("country", "DE"))]);
        var path = $"/links/{slug}/stats?from=2026-05-01&to=2026-05-02&{query}";

        using var first = await GetAsync(path, known: null);
        var tag = first.Headers.ETag!;
        using var same = await GetAsync(path, tag);
        await _server.InsertAsync("clicks", [_server.Click(link, Noon, ("country", "DE"), ("visitor", 2))]);
        using var other = await GetAsync(path, tag);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified, HttpStatusCode.OK), (first.StatusCode, same.StatusCode, other.StatusCode));
        Assert.Equal("", await same.Content.ReadAsStringAsync());
        Assert.Equal(tag, same.Headers.ETag);
        Assert.NotEqual(tag, other.Headers.ETag);
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.Contains("Authorization", first.Headers.Vary);
    }

    [Fact]
    public async Task Get_LargeTable_FlowsWithoutATagAndWhole()
    {
        var link = await _server.CreateLinkAsync("polled-large");
        await _server.InsertAsync("clicks", Enumerable.Range(0, 30_000).Select(i => _server.Click(
            link, Noon, ("visitor", i + 1), ("utm_source", "a source with a name that is rather long, number " + i.ToString(CultureInfo.InvariantCulture)))));

        using var response = await GetAsync("/links/polled-large/stats?from=2026-05-01&to=2026-05-01&format=csv&groupBy=utmSource", known: null);
        var lines = (await response.Content.ReadAsStringAsync()).Split("\r\n");

        Assert.Null(response.Headers.ETag);
        Assert.Equal(30_002, lines.Length);
        Assert.Equal(30_000, lines.Distinct(StringComparer.Ordinal).Count(line => line.EndsWith(",1,1,0", StringComparison.Ordinal)));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, EntityTagHeaderValue? known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await _server.Admin.Client.SendAsync(request);
    }
}
