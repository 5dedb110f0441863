using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cases;

/// <summary>What real taps look like in the lists of clicks, in the stats of the account and on the link itself, also when it is gone.</summary>
[Collection(EdgeBuild.Jit)]
public sealed class AccountStatsTests(JitInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan Limit = Eventually.Patience;

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

    [Fact]
    public async Task Orphans_AreListedAndInNoCount()
    {
        var slug = "nobodys-" + Guid.NewGuid().ToString("N");
        await Crowd.VisitAsync(Installation.Edge.EndPoint, [new Visit("/" + slug), new Visit("/" + slug)]);

        await Eventually.EqualAsync(
            2,
            async () => (await Api.GetAsync("/clicks/orphans?type=unknown_slug&period=7d&limit=1000")).Expect(200).Json.GetProperty("data").EnumerateArray()
                .Count(click => click.GetProperty("slug").GetString() == slug && click.GetProperty("status").GetInt32() == 404),
            Limit);
    }

    [Fact]
    public async Task Case104_ByDefault_NoAddressIsStored()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/address" });
        await Crowd.VisitAsync(Installation.Edge.EndPoint, [new Visit(Slugs.PathOf(link.Slug)) { ForwardedFor = "93.184.216.34", Referer = "https://address.example/" }]);
        await Eventually.EqualAsync(1, () => Api.ClicksAsync(link.Slug), Limit);

        using var table = new ClickTable(Installation.Credentials);
        Assert.Equal([""], await table.AddressesAsync("address.example"));
    }

    [Fact]
    public async Task Case106_DeletedLink_LeavesItsClicksToTheAccount()
    {
        var link = await Installation.PublishAsync(new { url = "https://example.com/deleted", tags = new[] { "deleted" } });
        await Crowd.VisitAsync(Installation.Edge.EndPoint, [.. Enumerable.Repeat(new Visit(Slugs.PathOf(link.Slug)) { Referer = "https://deleted.example/" }, 20)]);
        await Eventually.EqualAsync(20, () => Api.ClicksAsync(link.Slug), Limit);

        // The contract's DELETE asks nobody for force, however many clicks there are.
        (await Api.DeleteAsync(LinksApi.PathOf(link.Slug))).Expect(204);

        (await Api.GetAsync($"{LinksApi.PathOf(link.Slug)}/stats")).ExpectProblem(404);
        Assert.Equal(20, await ClicksAsync("/stats?referrer=deleted.example"));
    }

    private async Task<long> ClicksAsync(string path) => (await Api.GetAsync(path)).Expect(200).Json.GetProperty("totals").GetProperty("clicks").GetInt64();

    private async Task<long> NumberAsync(string path, string field) => (await Api.GetAsync(path)).Expect(200).Json.GetProperty(field).GetInt64();
}
