using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>What real taps look like in the list of clicks, in the stats of the account and on the link itself.</summary>
public abstract class AccountStatsTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Taps_OfALink_AreListedAndCountedEverywhere()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/everywhere", tags = new[] { "everywhere" } });
        var visit = new Visit(Slugs.PathOf(link.Slug));
        await Crowd.VisitAsync(
            Installation.Edge.EndPoint,
            [visit with { UserAgent = UserAgents.IPhone }, visit with { UserAgent = UserAgents.Android, Referer = "https://news.example/a" }, visit with { UserAgent = UserAgents.Bots[0] }]);
        await Eventually.EqualAsync(2, () => Api.ClicksAsync(link.Slug), Limit);

        var clicks = (await Api.GetAsync($"{LinksApi.PathOf(link.Slug)}/clicks")).Expect(200).Json.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["android", "ios"], clicks.Select(click => click.GetProperty("platform").GetString()).Order(StringComparer.Ordinal));
        Assert.Contains(clicks, click => click.GetProperty("referrer").GetString() == "news.example");
        Assert.All(clicks, click => Assert.Equal(302, click.GetProperty("status").GetInt32()));

        await Eventually.EqualAsync(2, () => NumberAsync(LinksApi.PathOf(link.Slug), "clicks"), Limit);
        Assert.Equal(2, await ClicksAsync($"/stats?link={link.Slug}"));
        await Eventually.EqualAsync(2, () => ClicksAsync("/stats?tag=everywhere"), Limit);
    }

    private async Task<long> ClicksAsync(string path) => (await Api.GetAsync(path)).Expect(200).Json.GetProperty("totals").GetProperty("clicks").GetInt64();

    private async Task<long> NumberAsync(string path, string field) => (await Api.GetAsync(path)).Expect(200).Json.GetProperty(field).GetInt64();

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : AccountStatsTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : AccountStatsTests(installation, output);
}
