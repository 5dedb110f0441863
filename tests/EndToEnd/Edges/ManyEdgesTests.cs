using System.Globalization;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Faults;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Edges;

/// <summary>
/// Five edges of one feed, two of them behind another, through cut connections, kills and changes, come to the same links, and let
/// no more and no fewer people through a link than it says.
/// </summary>
public sealed class ManyEdgesTests(ManyEdgesInstallation installation, ITestOutputHelper output)
    : EndToEndTest(installation, output), IClassFixture<ManyEdgesInstallation>
{
    private const int Links = 6_000;
    private const int AtOnce = 1_000;
    private const int Changes = 120;
    private const int MaxClicks = 1_000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task FiveEdges_ThroughCutsAndKills_ComeToTheSameDigest()
    {
        for (var made = 0; made < Links; made += AtOnce)
        {
            (await Api.PostAsync("/links", Enumerable.Range(made, AtOnce).Select(i => new { url = $"https://shop.example.com/{i}", slug = Slug(i) }))).Expect(200);
        }

        // Snapshots of which no connection carries a whole one, and those of the edges behind the first.
        await installation.Proxy.SetAsync(ProxyFault.CutLater);
        await installation.StartEdgesAsync();
        Assert.InRange(installation.Proxy.Struck, 2, int.MaxValue);
        await installation.Proxy.SetAsync(ProxyFault.None);

        var changing = ChangeAsync();
        await installation.AllEdges[2].KillAsync();
        await installation.Edge.KillAsync();
        await installation.Admin.KillAsync();
        await installation.Proxy.SetAsync(ProxyFault.Refuse);
        installation.Admin.Start();
        await installation.Admin.UntilReadyAsync();
        await installation.Proxy.SetAsync(ProxyFault.None);
        await installation.StartEdgesAsync();
        await changing;

        // Each round of three changed one link twice, deleted one and made one.
        var reports = Array.Empty<EdgeDigest>();
        await Eventually.TrueAsync(
            async () =>
            {
                reports = await Task.WhenAll(installation.AllEdges.Select(installation.DigestAsync));
                return reports.All(report => report.Settled && report == reports[0]) && reports[0].Links == Links;
            },
            Limit,
            "five edges have the same digest");
        Assert.Equal(1, reports[0].Domains);
    }

    [Fact]
    public async Task FiveEdges_OneKilledAndOneCutOff_LetExactlyMaxClicksThrough()
    {
        await installation.StartEdgesAsync();
        (await Api.PostAsync("/links", new { url = "https://shop.example.com/", slug = "limited", maxClicks = MaxClicks })).Expect(201);
        await Task.WhenAll(installation.AllEdges.Select(edge => UntilServedAsync(edge, "limited")));

        var killed = installation.AllEdges[2];
        List<SteadyLoad> visitors = [.. installation.AllEdges.Select(edge => new SteadyLoad(edge.EndPoint, ["limited"], connections: 2, MaxClicks))];
        await UntilAsync(() => visitors.Sum(group => group.Answered.Count) >= MaxClicks / 4, "a quarter is let through");
        await killed.KillAsync();
        await installation.SecondProxy.SetAsync(ProxyFault.Refuse);
        await visitors[2].StopAsync();
        killed.Start();
        await killed.UntilReadyAsync();
        await UntilServedAsync(killed, "limited");
        visitors.Add(new SteadyLoad(killed.EndPoint, ["limited"], connections: 2, MaxClicks));

        // Cut off, it lets through what it was granted; then it does not know whether there is more.
        await UntilAsync(() => visitors[1].AskedToComeBack > 0 || visitors[1].IsDone, "the edge that is cut off has used what it had");
        await installation.SecondProxy.SetAsync(ProxyFault.None);
        await Task.WhenAll(visitors.Select(group => group.UntilDoneAsync()));

        var letThrough = visitors.Sum(group => group.Answered.Count);
        var cutOff = visitors.Sum(group => group.Unanswered.Count);
        Say(string.Create(CultureInfo.InvariantCulture, $"{string.Join(" + ", visitors.Select(group => group.Answered.Count))} = {letThrough}, {cutOff} cut off by the kill, {visitors.Sum(group => group.AskedToComeBack)} asked to come back"));
        Assert.InRange(MaxClicks, letThrough, letThrough + cutOff);
        Assert.All(visitors.Take(installation.AllEdges.Count), group => Assert.NotEmpty(group.Answered));
        Assert.All(visitors.SelectMany(group => group.Unexpected), answer => Assert.Equal(410, answer.Status));
        foreach (var group in visitors)
        {
            await group.DisposeAsync();
        }
    }

    private static Task<TimeSpan> UntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(() => Task.FromResult(condition()), Limit, what);

    private static Task<TimeSpan> UntilServedAsync(ProductProcess edge, string slug) => Eventually.TrueAsync(
        async () =>
        {
            using var connection = new KeepAliveConnection(edge.EndPoint);
            return (await connection.SendAsync(new Visit(Slugs.PathOf(slug)) { Method = "HEAD" })).Status is 302 or 410;
        },
        Limit,
        "the edge serves " + slug);

    private static string Slug(int number) => string.Create(CultureInfo.InvariantCulture, $"many-{number}");

    private async Task ChangeAsync()
    {
        for (var i = 0; i < Changes; i += 3)
        {
            await SurelyAsync(() => Api.PatchAsync("/links/" + Slug(i), new { url = "https://shop.example.com/changed" }), 200);
            await SurelyAsync(() => Api.DeleteAsync("/links/" + Slug(i + 1)), 204, 404);
            await SurelyAsync(() => Api.PostAsync("/links", new { url = "https://shop.example.com/new", slug = Slug(Links + i) }), 201, 200, 409);
        }
    }

    /// <summary>Asks until the admin answers: a request that its death cut off may have been carried out.</summary>
    private static async Task SurelyAsync(Func<Task<ApiAnswer>> ask, params int[] statuses)
        => await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    var answer = await ask();
                    return statuses.Contains(answer.Status);
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            Limit,
            "the admin answers with one of " + string.Join(", ", statuses));
}
