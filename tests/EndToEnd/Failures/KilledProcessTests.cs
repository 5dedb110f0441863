using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Failures;

/// <summary>Processes die without warning while visitors come. None takes another down, and no click that was answered is lost or counted twice.</summary>
[Collection(EdgeBuild.Native)]
public sealed class KilledProcessTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const int Some = 1_500;

    [Fact]
    public async Task KillEdge_ThreeTimesUnderLoad_EveryAnsweredClickIsRecordedOnce()
    {
        var slugs = await PublishAsync("edge-killed");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        for (var i = 0; i < 3; i++)
        {
            await load.UntilAnsweredAsync(Some);
            await Installation.Edge.KillAsync();
            Installation.Edge.Start();
        }

        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();

        Say($"{load.Answered.Count} redirected, {load.Unanswered.Count} cut off, {load.Refused} refused");
        Assert.NotEqual(0, load.Refused);
        ExpectOnlyRedirects(load);
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, slugs);
    }

    [Fact]
    public async Task KillAdmin_UnderLoad_RedirectsGoOnAndTheEdgeFollowsAgainAfterItsRestart()
    {
        var slugs = await PublishAsync("admin-killed");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        await load.UntilAnsweredAsync(Some);
        await Installation.Admin.KillAsync();
        await load.UntilAnsweredAsync(Some);
        Installation.Admin.Start();
        await Installation.Admin.UntilReadyAsync();

        await Api.ChangeAsync(slugs[0], new { enabled = false });
        var delay = await Installation.UntilStatusAsync(slugs[0], status => status == 404, "is 404");
        Say($"the edge has the first change after the restart in {delay.TotalMilliseconds:0} ms");
        await Api.ChangeAsync(slugs[0], new { enabled = true });
        await Installation.UntilServedAsync(slugs[0]);
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();

        Assert.Equal((0, 0), (load.Refused, load.Unanswered.Count));
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, slugs);
    }

    [Fact]
    public async Task KillClickHouse_TwiceUnderLoad_RedirectsGoOnAndEveryClickIsRecordedOnce()
    {
        var slugs = await PublishAsync("clickhouse-killed");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        for (var i = 0; i < 2; i++)
        {
            await load.UntilAnsweredAsync(Some);
            await Installation.ClickHouse.KillAsync();
            await load.UntilAnsweredAsync(Some);
            Installation.ClickHouse.Start();
            await Installation.ClickHouse.UntilReadyAsync();
        }

        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();

        Assert.Equal((0, 0), (load.Refused, load.Unanswered.Count));
        ExpectOnlyRedirects(load);
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, slugs);
    }

    [Fact]
    public async Task LoseClickHouse_UnderLoad_TheNewOneGetsEveryClickInTableAndTotals()
    {
        var slugs = await PublishAsync("clickhouse-lost");
        using var table = new ClickTable(Installation.Credentials);
        var definition = await table.DefinitionAsync();
        await Installation.Admin.KillAsync();
        await Installation.LoseClickHouseAsync();
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        await load.UntilAnsweredAsync(Some);

        // The admin may die, or be slow, between the table and its totals. Nothing may come in between them.
        Installation.ClickHouse.Start();
        await Installation.ClickHouse.UntilReadyAsync();
        await table.CreateAsync(definition);
        await load.UntilAnsweredAsync(Some);
        Installation.Admin.Start();
        await Installation.Admin.UntilReadyAsync();
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();

        Assert.Equal((0, 0), (load.Refused, load.Unanswered.Count));
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, slugs);
    }

    [Fact]
    public async Task KillAll_EdgeStartsAlone_RedirectsFromItsOwnStoreAndShipsWhenTheOthersAreBack()
    {
        var slugs = await PublishAsync("left-alone");

        // A killed edge has what its last checkpoint holds; the time between two of them is 5 s.
        await Task.Delay(TimeSpan.FromSeconds(6));
        await Task.WhenAll(Installation.Processes.Select(process => process.KillAsync()));
        Installation.Edge.Start();
        await Installation.Edge.UntilReadyAsync();

        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();
        ExpectOnlyRedirects(load);

        await Installation.EnsureRunningAsync();
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, slugs);
    }

    [Fact]
    public async Task KillAdmin_RightAfterItsAnswer_TheLinkIsThereAfterTheRestart()
    {
        var link = await Api.CreateAsync(new { slug = "answered-is-stored", url = "https://example.com/" });
        await Installation.Admin.KillAsync();
        await Installation.EnsureRunningAsync();

        (await Api.GetAsync(LinksApi.PathOf(link.Slug))).Expect(200);
        await Installation.UntilServedAsync(link.Slug);
    }

    private async Task<IReadOnlyList<string>> PublishAsync(string name)
    {
        string[] slugs = [.. Enumerable.Range(1, 20).Select(number => $"{name}-{number}")];
        (await Api.PostAsync("/links", slugs.Select(slug => new { slug, url = $"https://example.com/{slug}" }))).Expect(200);
        await Installation.UntilServedAsync(slugs[^1]);
        return slugs;
    }

    private static void ExpectOnlyRedirects(SteadyLoad load)
        => Assert.True(load.Unexpected.Count == 0, $"{load.Unexpected.Count} visits were not redirected, the first with: {load.Unexpected.FirstOrDefault()?.Head}");
}
