using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>The API's side of a link.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class LinkApiTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Case84_KeyOfNobody_Is401()
    {
        using var stranger = new LinksApi(Installation.Admin.Address, "olk_nobody", "ols_nothing");

        (await stranger.GetAsync("/links")).ExpectProblem(401);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("foo.com")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("https://example.com/\r\nX: y")]
    [InlineData("https://example.com/\0")]
    public async Task Case86_UrlThatIsNone_IsRefused(string? url)
        => (await Api.PostAsync("/links", url is null ? new { } : new { url })).ExpectInvalid("url");

    [Fact]
    public async Task Case87_DestinationOnAnOwnDomain_IsRefusedAsALoop()
    {
        var host = $"d{Guid.NewGuid():N}.example";
        (await Api.PostAsync("/domains", new { host })).Expect(201);

        (await Api.PostAsync("/links", new { url = $"https://{host}/x" })).ExpectInvalid("url");
        (await Api.PostAsync("/links", new { url = $"https://WWW.{host.ToUpperInvariant()}./x" })).ExpectInvalid("url");
        (await Api.PostAsync("/links", new { url = $"http://{Installation.Domain}/x" })).ExpectInvalid("url");
        (await Api.PostAsync("/links", new { url = "https://example.com/", platforms = new { ios = new { fallbackUrl = $"https://{host}/x" } } }))
            .ExpectInvalid("platforms.ios.fallbackUrl");
    }

    [Fact]
    public async Task HostThatBecomesDenied_StopsItsLinksAtTheEdgeUntilItIsLifted()
    {
        var host = $"d{Guid.NewGuid():N}.example";
        var link = await Installation.PublishAsync(new { url = $"https://www.{host}/x" });

        (await Api.PostAsync("/safety/denied-hosts", new { hosts = new[] { host } })).Expect(200);
        await Eventually.TrueAsync(
            async () => (await Installation.VisitAsync(link.Slug)).Status == 404, Eventually.Patience, "the link is stopped");

        (await Api.DeleteAsync($"/safety/denied-hosts/{host}")).Expect(204);
        await UntilRedirectedAsync(link.Slug, link.Url);
    }

    [Fact]
    public async Task Case91_BulkDeletion_TakesTheLinksOffTheEdgeAndLeavesOthers()
    {
        var tag = $"t{Guid.NewGuid():N}";
        var gone = await Installation.PublishAsync(new { url = "https://example.com/gone", tags = new[] { tag } });
        var found = await Installation.PublishAsync(new { url = "https://example.com/found", tags = new[] { tag } });
        var kept = await Installation.PublishAsync(new { url = "https://example.com/kept" });

        var byName = (await Api.PostAsync("/links/bulk-delete", new { ids = new[] { gone.Slug, "lnk_0000000000000" } })).Expect(200).Json;
        Assert.Equal([204, 404], byName.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetInt32()));
        Assert.Equal(1, (await Api.PostAsync("/links/bulk-delete", new { filter = new { tag } })).Expect(200).Json.GetProperty("deleted").GetInt32());

        foreach (var slug in new[] { gone.Slug, found.Slug })
        {
            await Eventually.TrueAsync(
                async () => (await Installation.VisitAsync(slug)).Status == 404, Eventually.Patience, $"{slug} is gone");
        }

        (await Installation.VisitAsync(kept.Slug)).ExpectRedirect("https://example.com/kept");
    }

    [Fact]
    public async Task Case91_BulkUpdate_ReachesTheEdge()
    {
        var tag = $"t{Guid.NewGuid():N}";
        var first = await Installation.PublishAsync(new { url = "https://example.com/1", tags = new[] { tag } });
        var second = await Installation.PublishAsync(new { url = "https://example.com/2", tags = new[] { tag } });

        var updated = (await Api.PostAsync("/links/bulk-update", new { filter = new { tag }, set = new { url = "https://example.com/3" } })).Expect(200).Json;

        Assert.Equal(2, updated.GetProperty("updated").GetInt32());
        await UntilRedirectedAsync(first.Slug, "https://example.com/3");
        await UntilRedirectedAsync(second.Slug, "https://example.com/3");
    }

    [Fact]
    public async Task Case92_CampaignParameters_AreMergedStayWithAnotherUrlAndAreClearedByAnEmptyText()
    {
        var link = await Installation.PublishAsync(new
        {
            url = "https://example.com/?utm_source=old&x=1#top",
            utm = new { source = "news letter", medium = "email" },
        });
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect("https://example.com/?utm_source=news%20letter&x=1&utm_medium=email#top");

        await Api.ChangeAsync(link.Slug, new { url = "https://example.com/other" });
        await UntilRedirectedAsync(link.Slug, "https://example.com/other?utm_source=news%20letter&utm_medium=email");

        await Api.ChangeAsync(link.Slug, new { utm = new { source = "" } });
        await UntilRedirectedAsync(link.Slug, "https://example.com/other?utm_medium=email");
    }

    [Fact]
    public async Task OneLink_ByEachOfItsNames_IsTheSame()
    {
        var link = await Api.CreateAsync(new { slug = "many/names", url = "https://example.com/", externalId = "crm 42" });

        foreach (var path in new[] { "/links/many%2Fnames", $"/links/{link.Id}", "/links/ext_crm%2042", $"/links/many%2Fnames?domain={Installation.Domain}" })
        {
            Assert.Equal(link.Id, (await Api.GetAsync(path)).Expect(200).Json.GetProperty("id").GetString());
        }

        Assert.Equal($"http://{Installation.Domain}/many/names", link.ShortUrl);
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryLinkOnce()
    {
        var tag = $"t{Guid.NewGuid():N}";
        (await Api.PostAsync("/links", Enumerable.Range(0, 25).Select(i => new { url = $"https://example.com/{i}", tags = new[] { tag } }))).Expect(200);

        var seen = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await Api.GetAsync($"/links?tag={tag}&limit=10&cursor={Uri.EscapeDataString(cursor)}")).Expect(200).Json;
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(link => link.GetProperty("url").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"https://example.com/{i}"), seen);
    }

    private Task<TimeSpan> UntilRedirectedAsync(string slug, string url)
        => Eventually.TrueAsync(
            async () => (await Installation.VisitAsync(slug)).Location == url, Eventually.Patience, $"{slug} leads to {url}");
}
