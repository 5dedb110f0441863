using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>What a visitor's query and path become.</summary>
public abstract class ForwardingTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Theory]
    [InlineData("https://x.example/?some=thing", "?foo=bar", "https://x.example/?some=thing&foo=bar")]
    [InlineData("https://x.example/", "?foo=bar", "https://x.example/?foo=bar")]
    [InlineData("https://x.example", "?foo=bar", "https://x.example?foo=bar")]
    [InlineData("https://x.example/?a=1&b=2", "?a=9", "https://x.example/?a=9&b=2")]
    [InlineData("https://x.example/", "?123=foo", "https://x.example/?123=foo")]
    [InlineData("https://x.example/", "?foo.bar=1&a[]=1&a[]=2", "https://x.example/?foo.bar=1&a[]=1&a[]=2")]
    [InlineData("https://x.example/", "?valueless", "https://x.example/?valueless")]
    [InlineData("https://x.example/", "?foo%20bar=123", "https://x.example/?foo%20bar=123")]
    [InlineData("https://x.example/", "?x=%e2%9C%93&y=a+b", "https://x.example/?x=%e2%9C%93&y=a+b")]
    [InlineData("https://x.example/#frag", "?a=1", "https://x.example/?a=1#frag")]
    [InlineData("https://x.example/?b=2#/route?c=3", "?a=1", "https://x.example/?b=2&a=1#/route?c=3")]
    [InlineData("https://x.example/?a=1", "?", "https://x.example/?a=1")]
    public async Task Case34And37And39And42_VisitorsQuery_ComesBehindTheDestinationsOwn(string url, string query, string destination)
    {
        var link = await Installation.PublishAsync(new { url });

        (await Installation.VisitAsync(link.Slug, query)).ExpectRedirect(destination);
    }

    [Fact]
    public async Task Case36_ForwardingOff_DropsTheVisitorsQuery()
    {
        var link = await Installation.PublishAsync(new { url = "https://x.example/?own=1", forwardQuery = false });

        (await Installation.VisitAsync(link.Slug, "?foo=bar&own=2")).ExpectRedirect(link.Url);
    }

    [Fact]
    public async Task Case41_OwnParameters_AreStrippedAndMarkTheClick()
    {
        var link = await Installation.PublishAsync(new { url = "https://x.example/" });

        (await Installation.VisitAsync(link.Slug, "?qr=1")).ExpectRedirect("https://x.example/");
        (await Installation.VisitAsync(link.Slug, "?a=1&qr=1&b=2")).ExpectRedirect("https://x.example/?a=1&b=2");
        (await Installation.VisitAsync(link.Slug, "?notrack=1")).ExpectRedirect("https://x.example/");
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect("https://x.example/");

        await Eventually.EqualAsync(3, () => Api.ClicksAsync(link.Slug), Eventually.Patience);
        var triggers = (await Api.StatsAsync(link.Slug, "groupBy=trigger")).Clicks("trigger");
        Assert.Equal((2, 1), (triggers["qr"], triggers["link"]));
    }

    [Theory]
    [InlineData("/page", "https://good.example/page")]
    [InlineData("/a/b?x=1", "https://good.example/a/b?x=1")]
    [InlineData("/.evil.example", "https://good.example/.evil.example")]
    [InlineData("/@evil.example", "https://good.example/@evil.example")]
    public async Task Case44_ForwardedPath_IsAppendedToTheDestinationsPath(string rest, string destination)
    {
        var link = await Installation.PublishAsync(new { url = "https://good.example", forwardPath = true });

        (await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug) + rest))).ExpectRedirect(destination);
    }

    [Theory]
    [InlineData(".evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/%2F%2Fevil.example")]
    [InlineData("/..%2f..%2f@evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("%40evil.example")]
    [InlineData("/%0d%0aSet-Cookie:a=b")]
    public async Task Case44_HostilePath_NeverChangesTheHost(string rest)
    {
        var link = await Installation.PublishAsync(new { url = "https://good.example", forwardPath = true });

        var answer = await Installation.VisitAsync(new Visit(Slugs.PathOf(link.Slug) + rest));

        Assert.True(answer.Status is 302 or 400 or 404, answer.Head);
        Assert.True(answer.Location is null || new Uri(answer.Location).Host == "good.example", answer.Location);
        Assert.Null(answer.Header("Set-Cookie"));
    }

    [Fact]
    public async Task Case44_ForwardingOfPathsOff_IsNoLink()
    {
        var link = await Installation.PublishAsync(new { url = "https://good.example/" });

        Assert.Equal(404, (await Installation.VisitAsync(link.Slug + "/more")).Status);
    }

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : ForwardingTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : ForwardingTests(installation, output);
}
