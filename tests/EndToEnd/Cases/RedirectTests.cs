using System.Globalization;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>Redirects as the field expects them. A test's number is its case's in the list that this product was specified by.</summary>
public abstract class RedirectTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Case1_KnownSlugFromADesktop_Is302ToExactlyTheStoredDestination()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/A/b?c=D" });

        var answer = await Installation.VisitAsync(link.Slug);

        answer.ExpectRedirect("https://example.com/A/b?c=D");
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("/unknown")]
    [InlineData("/%")]
    [InlineData("/%ff%fe")]
    [InlineData("/a//b")]
    [InlineData("/..")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/?x")]
    [InlineData("//example.com/")]
    public async Task Case2_UnknownSlug_Is404(string target)
        => Assert.Equal(404, (await Installation.VisitAsync(new Visit(target))).Status);

    [Theory]
    [InlineData("/%00")]
    [InlineData("/a%0d%0aSet-Cookie:%20b=c")]
    [InlineData("/a\u0001b")]
    public async Task Case2_PathThatNoBrowserSends_IsRefusedAndLeavesTheEdgeWell(string target)
    {
        var answer = await Installation.VisitAsync(new Visit(target));

        Assert.True(answer.Status is 400 or 404, answer.Head);
        Assert.Null(answer.Header("Set-Cookie"));
        Assert.Equal(404, (await Installation.VisitAsync(new Visit("/unknown"))).Status);
    }

    [Fact]
    public async Task Case2_UnknownSlugOfAThousandCharacters_Is404()
        => Assert.Equal(404, (await Installation.VisitAsync(new Visit("/" + new string('x', 1_000)))).Status);

    [Theory]
    [InlineData(301, 405)]
    [InlineData(302, 405)]
    [InlineData(307, 307)]
    [InlineData(308, 308)]
    public async Task Case4And6_Status_IsTheLinksForGetAndOtherMethodsOnlyWhereItKeepsThem(int status, int answerToPost)
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/method", redirectStatus = status });

        var get = await Installation.VisitAsync(link.Slug);
        var post = await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug)) { Method = "POST" });

        get.ExpectRedirect(link.Url, status);
        Assert.Equal(answerToPost, post.Status);
        Assert.Equal(answerToPost == 405 ? null : link.Url, post.Location);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(300)]
    [InlineData(303)]
    [InlineData(404)]
    public async Task Case6_OtherStatus_IsRefused(int status)
        => (await Api.PostAsync("/links", new { url = "https://example.com/", redirectStatus = status })).ExpectInvalid("redirectStatus");

    [Fact]
    public async Task Case7_Root_Is404WithoutAndARedirectWithARootDestination()
    {
        var host = await MakeDomainAsync(new { rootUrl = "https://example.com/home", notFoundUrl = "https://example.com/lost" });

        Assert.Equal(404, (await Installation.VisitAsync(new Visit("/"))).Status);
        (await Installation.VisitAsync(new Visit("/") { Host = host })).ExpectRedirect("https://example.com/home");
        (await Installation.VisitAsync(new Visit("/unknown") { Host = host })).ExpectRedirect("https://example.com/lost");
    }

    [Theory]
    [InlineData("https://example.com/?a=%2B%3D&token=YWJj%3D%3D%2F&b=1%202")]
    [InlineData("https://example.com/y?emptyquery")]
    [InlineData("https://example.com/y?emptyvalue=")]
    [InlineData("https://example.com/?")]
    [InlineData("https://EXAMPLE.com:443/%7e/../x")]
    [InlineData("https://example.com")]
    [InlineData("http://[2001:db8::1]:8080/x")]
    [InlineData("https://example.com/a;b=c/d@e,f'(g)!*?h=i/j?k#l/m?n")]
    public async Task Case11And12_Destination_IsKeptByteForByte(string url)
    {
        var link = await Installation.PublishAsync(new { url });

        Assert.Equal(url, link.Url);
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(url);
    }

    [Fact]
    public async Task Case11_DestinationWithOtherLetters_IsSentPercentEncoded()
    {
        var link = await Installation.PublishAsync(new { url = "https://bücher.example/größe?q=ü#é" });

        (await Installation.VisitAsync(link.Slug)).ExpectRedirect("https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe?q=%C3%BC#%C3%A9");
    }

    [Fact]
    public async Task Case14_ScannersPaths_Are404AndNotRecorded()
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"scan-{Guid.NewGuid():N}");
        string[] targets = [$"/{mark}.php", $"/{mark}/.env", $"/wp-{mark}"];
        foreach (var target in targets)
        {
            Assert.Equal(404, (await Installation.VisitAsync(new Visit(target))).Status);
        }

        // What comes later and is recorded shows that those before it were not.
        Assert.Equal(404, (await Installation.VisitAsync(new Visit($"/{mark}"))).Status);
        using var table = new ClickTable(Installation.Credentials);
        await Eventually.TrueAsync(
            async () => (await table.OrphansAsync(mark)).Count > 0, Eventually.Patience, "a visit to an unknown slug is recorded");
        Assert.Equal([mark], await table.OrphansAsync(mark));
        Assert.Empty(await table.OrphansAsync($"wp-{mark}"));
    }

    [Fact]
    public async Task Case16_RobotsTxt_DisallowsEverything()
    {
        var answer = await Installation.VisitAsync(new Visit("/robots.txt") { Host = await MakeDomainAsync(new { }) });

        Assert.Equal(200, answer.Status);
        Assert.StartsWith("text/plain", answer.Header("Content-Type"), StringComparison.Ordinal);
        Assert.Equal(["User-agent: *", "Disallow: /"], answer.Body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Case16_IndexableLinks_AreAllowedAsLongAsTheyAre()
    {
        var host = await MakeDomainAsync(new { ios = new { appIds = new[] { "ABCDE12345.com.acme.app" } } });
        await Installation.PublishAsync(new { domain = host, slug = "hidden", url = "https://example.com/" });
        await Installation.PublishAsync(new { domain = host, slug = "open", url = "https://example.com/", indexable = true });
        await Installation.PublishAsync(new { domain = host, slug = "größe/1", url = "https://example.com/", indexable = true });

        await ExpectAsync("User-agent: *", "Allow: /.well-known/", "Allow: /open", "Allow: /gr%C3%B6%C3%9Fe/1", "Disallow: /");
        (await Api.PatchAsync($"/links/open?domain={host}", new { indexable = false })).Expect(200);
        await ExpectAsync("User-agent: *", "Allow: /.well-known/", "Allow: /gr%C3%B6%C3%9Fe/1", "Disallow: /");
        (await Api.PatchAsync($"/domains/{host}", new { robots = "allow" })).Expect(200);
        await ExpectAsync("User-agent: *", "Allow: /");
        (await Api.PatchAsync($"/domains/{host}", new { robots = "disallow" })).Expect(200);
        (await Api.DeleteAsync($"/links/gr%C3%B6%C3%9Fe%2F1?domain={host}")).Expect(204);
        await ExpectAsync("User-agent: *", "Allow: /.well-known/", "Disallow: /");

        Task ExpectAsync(params string[] lines) => Eventually.EqualAsync(
            string.Join('\n', lines) + "\n",
            async () => (await Installation.VisitAsync(new Visit("/robots.txt") { Host = host })).Body,
            Eventually.Patience);
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de", "Link nicht gefunden")]
    [InlineData("en;q=0.5, fr", "fr", "Lien introuvable")]
    [InlineData("xx, ar;q=0.7", "ar\" dir=\"rtl", "الرابط غير موجود")]
    [InlineData("xx", "en", "Link not found")]
    [InlineData(null, "en", "Link not found")]
    public async Task Case2_NotFoundPage_SpeaksTheVisitorsLanguage(string? accepted, string language, string heading)
    {
        var answer = await Installation.VisitAsync(new Visit("/unknown") { AcceptLanguage = accepted });

        Assert.Equal(404, answer.Status);
        Assert.Contains($"<html lang=\"{language}\">", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"<h1>{heading}</h1>", answer.Body, StringComparison.Ordinal);
        Assert.Equal("noindex", answer.Header("X-Robots-Tag"));
    }

    [Fact]
    public async Task Case17_NoIndex_IsSentUnlessTheLinkOptsIn()
    {
        var hidden = await Installation.PublishAsync(new { url = "https://example.com/hidden" });
        var open = await Installation.PublishAsync(new { url = "https://example.com/open", indexable = true });

        Assert.Equal("noindex", (await Installation.VisitAsync(hidden.Slug)).Header("X-Robots-Tag"));
        Assert.Null((await Installation.VisitAsync(open.Slug)).Header("X-Robots-Tag"));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}:8443")]
    [InlineData("{0}.")]
    [InlineData("www.{0}")]
    [InlineData("WWW.{1}.:80")]
    public async Task Case19_HostWrittenOtherwise_IsTheSameDomain(string format)
    {
        var host = await MakeDomainAsync(new { });
        var link = await Installation.PublishAsync(new { domain = host, url = "https://example.com/host" });

        var answer = await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug))
        {
            Host = string.Format(CultureInfo.InvariantCulture, format, host, host.ToUpperInvariant()),
        });

        answer.ExpectRedirect(link.Url);
    }

    [Fact]
    public async Task Case9And19_TrailingSlash_MakesNoDifference()
    {
        var link = await Installation.PublishAsync(new { slug = "spring/sale", url = "https://example.com/spring" });

        (await Installation.VisitAsync(link.Slug + "/")).ExpectRedirect(link.Url);
        (await Installation.VisitAsync(new Visit("/spring%2Fsale"))).ExpectRedirect(link.Url);
        Assert.Equal(404, (await Installation.VisitAsync("spring")).Status);
    }

    [Fact]
    public async Task Head_KnownSlug_HasTheHeadersOfGetAndNoBody()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/head" });

        var answer = await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug)) { Method = "HEAD" });

        answer.ExpectRedirect(link.Url);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task Case29_SameSlugOnTwoDomains_IsTwoLinks()
    {
        var host = await MakeDomainAsync(new { });
        var here = await Installation.PublishAsync(new { slug = "same-slug", url = "https://example.com/here" });
        var there = await Installation.PublishAsync(new { slug = "same-slug", url = "https://example.com/there", domain = host });

        Assert.NotEqual(here.Id, there.Id);
        (await Installation.VisitAsync("same-slug")).ExpectRedirect(here.Url);
        (await Installation.VisitAsync(new Visit("/same-slug") { Host = host })).ExpectRedirect(there.Url);

        // Case 99: nor are their clicks mixed.
        await Eventually.EqualAsync(1, () => Api.ClicksAsync("same-slug"), Eventually.Patience);
        Assert.Equal(1, (await Api.StatsAsync("same-slug", $"domain={host}")).Totals.Clicks);
    }

    private async Task<string> MakeDomainAsync(object settings)
    {
        var host = $"d{Guid.NewGuid():N}.example";
        var domain = System.Text.Json.JsonSerializer.SerializeToNode(settings)!.AsObject();
        domain["host"] = host;
        (await Api.PostAsync("/domains", domain)).Expect(201);

        // A link made after it comes after it in the feed as well.
        await Installation.PublishAsync(new { domain = host, url = "https://example.com/marker" });
        return host;
    }

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : RedirectTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : RedirectTests(installation, output);
}
