using OneLink.Client.Links;
using OneLink.Client.Problems;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>What is changed through the API is what the next visitor gets: in less than a second, from the answer on.</summary>
[Collection(EdgeBuild.Native)]
public sealed class LinkChangeTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan FeedBound = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Change_TwentyInARow_ReachTheEdgeInLessThanASecond()
    {
        var link = await Installation.PublishAsync(new { slug = "moving-target", url = "https://example.com/0" });
        var delays = new List<TimeSpan>();
        for (var i = 1; i <= 20; i++)
        {
            var url = $"https://example.com/{i}";
            await Client.Links.UpdateAsync(link.Slug, new LinkPatch { Url = url });
            delays.Add(await UntilRedirectedAsync(link.Slug, url));
        }

        delays.Sort();
        Say($"median {delays[10].TotalMilliseconds:0} ms, slowest {delays[^1].TotalMilliseconds:0} ms");
        // The slowest is for loadtests to judge, on a machine that does nothing else.
        Assert.True(delays[10] < FeedBound, $"A change took {delays[10]} as a rule.");
    }

    [Fact]
    public async Task Create_NewLink_IsServed()
    {
        var link = await Client.Links.CreateAsync(new LinkInput { Url = "https://example.com/fresh" });

        await Installation.UntilServedAsync(link.Slug);
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
    }

    [Fact]
    public async Task Delete_ServedLink_IsGone()
    {
        var link = await Installation.PublishAsync(new { slug = "short-lived", url = "https://example.com/" });

        await Client.Links.DeleteAsync(link.Slug);

        await UntilNotFoundAsync(link.Slug);
        await Assert.ThrowsAsync<NotFoundException>(() => Client.Links.GetAsync(link.Slug));
    }

    [Fact]
    public async Task Delete_ThenCreateWithTheSameSlug_ServesTheNewLink()
    {
        await Installation.PublishAsync(new { slug = "reborn", url = "https://example.com/old" });
        await Client.Links.DeleteAsync("reborn");
        await Client.Links.CreateAsync(new LinkInput { Slug = "reborn", Url = "https://example.com/new" });

        await UntilRedirectedAsync("reborn", "https://example.com/new");
        Assert.Equal(0, (await Client.Stats.GetAsync("reborn")).Totals.Clicks);
    }

    [Theory]
    [InlineData("plain-name", "이름-바꾸기/🦣")]
    [InlineData("größer", "plain-again")]
    public async Task Rename_ToAnotherSlug_NewOneServesAndOldOneIsGone(string slug, string renamed)
    {
        var link = await Installation.PublishAsync(new { slug, url = "https://example.com/renamed" });

        await Client.Links.UpdateAsync(slug, new LinkPatch { Slug = renamed });

        await Installation.UntilServedAsync(renamed);
        (await Installation.VisitAsync(renamed)).ExpectRedirect(link.Url);
        await UntilNotFoundAsync(slug);
    }

    [Fact]
    public async Task Disable_ThenEnable_EdgeAnswers404ThenRedirectsAgain()
    {
        var link = await Installation.PublishAsync(new { slug = "switched", url = "https://example.com/on" });

        await Client.Links.UpdateAsync(link.Slug, new LinkPatch { Enabled = false });
        await UntilNotFoundAsync(link.Slug);

        await Client.Links.UpdateAsync(link.Slug, new LinkPatch { Enabled = true });
        await Installation.UntilServedAsync(link.Slug);
    }

    [Fact]
    public async Task Expire_WithoutAndWithADestination_EdgeAnswers410ThenThatDestination()
    {
        var link = await Installation.PublishAsync(new { slug = "over", url = "https://example.com/during" });

        await Client.Links.UpdateAsync(link.Slug, new LinkPatch { ExpiresAt = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await Installation.UntilStatusAsync(link.Slug, status => status == 410, "is 410");

        await Client.Links.UpdateAsync(link.Slug, new LinkPatch { ExpiredUrl = "https://example.com/after" });
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
        await Client.Links.CreateAsync(
            new LinkInput { Slug = "not-yet", Url = "https://example.com/", ActiveFrom = new DateTimeOffset(2090, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        var marker = await Installation.PublishAsync(new { url = "https://example.com/marker" });
        (await Installation.VisitAsync(marker.Slug)).ExpectRedirect(marker.Url);
        Assert.Equal(404, (await Installation.VisitAsync("not-yet")).Status);

        await Client.Links.UpdateAsync("not-yet", new LinkPatch { ActiveFrom = null });

        await Installation.UntilServedAsync("not-yet");
    }

    [Fact]
    public async Task Change_WithAnOldETag_IsRefusedAndChangesNothing()
    {
        var link = await Installation.PublishAsync(new { slug = "contended", url = "https://example.com/first" });
        var old = (await Client.Links.GetAsync(link.Slug)).ETag;
        await Client.Links.UpdateAsync(link.Slug, new LinkPatch { Url = "https://example.com/second" });

        await Assert.ThrowsAsync<PreconditionFailedException>(
            () => Client.Links.UpdateAsync(link.Slug, new LinkPatch { Url = "https://example.com/late" }, ifMatch: old));
        await UntilRedirectedAsync(link.Slug, "https://example.com/second");
    }

    private Task<TimeSpan> UntilNotFoundAsync(string slug) => Installation.UntilStatusAsync(slug, status => status == 404, "is 404");

    private Task<TimeSpan> UntilRedirectedAsync(string slug, string url)
        => Eventually.TrueAsync(
            async () => (await Installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { Method = "HEAD" })).Location == url,
            Eventually.Patience,
            $"{slug} leads to {url}");
}
