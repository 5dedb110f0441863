using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>What is changed through the API is what the next visitor gets: in less than a second, from the answer on.</summary>
public abstract class LinkChangeTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan FeedBound = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Change_TwentyInARow_EachReachesTheEdgeInLessThanASecond()
    {
        var link = await Installation.PublishAsync(new { slug = "moving-target", url = "https://example.com/0" });
        var delays = new List<TimeSpan>();
        for (var i = 1; i <= 20; i++)
        {
            var url = $"https://example.com/{i}";
            await Api.ChangeAsync(link.Slug, new { url });
            delays.Add(await UntilRedirectedAsync(link.Slug, url));
        }

        delays.Sort();
        Say($"median {delays[10].TotalMilliseconds:0} ms, slowest {delays[^1].TotalMilliseconds:0} ms");
        Assert.True(delays[^1] < FeedBound, $"The slowest change took {delays[^1]}.");
    }

    [Fact]
    public async Task Create_NewLink_IsServedInLessThanASecond()
    {
        var link = await Api.CreateAsync(new { url = "https://example.com/fresh" });

        Assert.True(await Installation.UntilServedAsync(link.Slug) < FeedBound);
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
    }

    [Fact]
    public async Task Delete_ServedLink_IsGoneInLessThanASecond()
    {
        var link = await Installation.PublishAsync(new { slug = "short-lived", url = "https://example.com/" });

        (await Api.DeleteAsync(LinksApi.PathOf(link.Slug))).Expect(204);

        Assert.True(await UntilNotFoundAsync(link.Slug) < FeedBound);
        (await Api.GetAsync(LinksApi.PathOf(link.Slug))).ExpectProblem(404);
    }

    [Fact]
    public async Task Delete_ThenCreateWithTheSameSlug_ServesTheNewLink()
    {
        await Installation.PublishAsync(new { slug = "reborn", url = "https://example.com/old" });
        (await Api.DeleteAsync("/links/reborn")).Expect(204);
        await Api.CreateAsync(new { slug = "reborn", url = "https://example.com/new" });

        await UntilRedirectedAsync("reborn", "https://example.com/new");
        Assert.Equal(0, await Api.ClicksAsync("reborn"));
    }

    [Theory]
    [InlineData("plain-name", "이름-바꾸기/🦣")]
    [InlineData("größer", "plain-again")]
    public async Task Rename_ToAnotherSlug_NewOneServesAndOldOneIsGone(string slug, string renamed)
    {
        var link = await Installation.PublishAsync(new { slug, url = "https://example.com/renamed" });

        await Api.ChangeAsync(slug, new { slug = renamed });

        Assert.True(await Installation.UntilServedAsync(renamed) < FeedBound);
        (await Installation.VisitAsync(renamed)).ExpectRedirect(link.Url);
        Assert.True(await UntilNotFoundAsync(slug) < FeedBound);
    }

    [Fact]
    public async Task Disable_ThenEnable_EdgeAnswers404ThenRedirectsAgain()
    {
        var link = await Installation.PublishAsync(new { slug = "switched", url = "https://example.com/on" });

        await Api.ChangeAsync(link.Slug, new { enabled = false });
        Assert.True(await UntilNotFoundAsync(link.Slug) < FeedBound);

        await Api.ChangeAsync(link.Slug, new { enabled = true });
        Assert.True(await Installation.UntilServedAsync(link.Slug) < FeedBound);
    }

    [Fact]
    public async Task Expire_WithoutAndWithADestination_EdgeAnswers410ThenThatDestination()
    {
        var link = await Installation.PublishAsync(new { slug = "over", url = "https://example.com/during" });

        await Api.ChangeAsync(link.Slug, new { expiresAt = "2020-01-01T00:00:00Z" });
        await Installation.UntilStatusAsync(link.Slug, status => status == 410, "is 410");

        await Api.ChangeAsync(link.Slug, new { expiredUrl = "https://example.com/after" });
        await UntilRedirectedAsync(link.Slug, "https://example.com/after");
    }

    [Fact]
    public async Task Expire_AtATimeToCome_EdgeFollowsTheClockByItself()
    {
        var expiresAt = DateTimeOffset.UtcNow.AddSeconds(2);
        var link = await Installation.PublishAsync(new { slug = "two-seconds", url = "https://example.com/", expiresAt = expiresAt.ToString("O") });
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);

        await Installation.UntilStatusAsync(link.Slug, status => status == 410, "is 410");

        Assert.True(DateTimeOffset.UtcNow >= expiresAt);
    }

    [Fact]
    public async Task Activate_LinkOfTheFuture_Is404UntilItsTimeIsBroughtForward()
    {
        await Api.CreateAsync(new { slug = "not-yet", url = "https://example.com/", activeFrom = "2090-01-01T00:00:00Z" });
        var marker = await Installation.PublishAsync(new { url = "https://example.com/marker" });
        (await Installation.VisitAsync(marker.Slug)).ExpectRedirect(marker.Url);
        Assert.Equal(404, (await Installation.VisitAsync("not-yet")).Status);

        await Api.PatchAsync("/links/not-yet", new Dictionary<string, object?> { ["activeFrom"] = null });

        Assert.True(await Installation.UntilServedAsync("not-yet") < FeedBound);
    }

    [Fact]
    public async Task Change_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var link = await Installation.PublishAsync(new { slug = "contended", url = "https://example.com/first" });
        var path = LinksApi.PathOf(link.Slug);
        var old = Assert.Single((await Api.GetAsync(path)).Headers.GetValues("ETag"));
        await Api.ChangeAsync(link.Slug, new { url = "https://example.com/second" });

        var late = await Api.SendAsync(HttpMethod.Patch, path, LinksApi.Json(new { url = "https://example.com/late" }), ("If-Match", old));

        late.ExpectProblem(412);
        await UntilRedirectedAsync(link.Slug, "https://example.com/second");
    }

    private Task<TimeSpan> UntilNotFoundAsync(string slug) => Installation.UntilStatusAsync(slug, status => status == 404, "is 404");

    private Task<TimeSpan> UntilRedirectedAsync(string slug, string url)
        => Eventually.TrueAsync(
            async () => (await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { Method = "HEAD" })).Location == url,
            TimeSpan.FromSeconds(10),
            $"{slug} leads to {url}");

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : LinkChangeTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : LinkChangeTests(installation, output);
}
