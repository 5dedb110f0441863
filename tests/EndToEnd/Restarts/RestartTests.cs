using System.Diagnostics;
using OneLink.EndToEnd.Failures;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Restarts;

/// <summary>An edge is replaced by another process while visitors come: no visit fails, and each is recorded once.</summary>
[Collection(EdgeBuild.Native)]
public sealed class RestartTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private const int Some = 400;
    private const int SigHup = 1;
    private const int SigUsr2 = 12;
    private const string Offering = "is about to take over";

    [Fact]
    public async Task Succeed_FiveTimesUnderLoad_NoVisitFailsAndEachIsRecordedOnceAndLimitsAreExact()
    {
        const int Limit = 2_500;
        var slugs = await PublishAsync("succeeded");
        var limited = (await Installation.PublishAsync(new { slug = "succeeded-limited", url = "https://example.com/", maxClicks = Limit })).Slug;
        var edge = Installation.Edge.EndPoint;
        await using var kept = new SteadyLoad(edge, slugs);
        await using var single = new SteadyLoad(edge, slugs, connections: 2, keepsConnections: false);
        await using var full = new SteadyLoad(edge, slugs, connections: 2, password: "none");
        await using var counted = new SteadyLoad(edge, [limited], connections: 2);

        // From fast lane to Kestrel alone, from there to the same and back.
        foreach (var lane in (string[])["off", "off", "on"])
        {
            await SucceedAsync(("ONELINK_EDGE_FAST_LANE", lane));
        }

        using var idle = new KeepAliveConnection(edge);
        (await idle.SendAsync(new Visit(Slugs.PathOf(slugs[0])) { Method = "HEAD" })).ExpectRedirect($"https://example.com/{slugs[0]}");
        await SucceedAsync();
        await SucceedAsync();

        // Two processes later on the same connection, which nobody closed.
        (await idle.SendAsync(new Visit(Slugs.PathOf(slugs[0])) { Method = "HEAD" })).ExpectRedirect($"https://example.com/{slugs[0]}");
        await kept.UntilAnsweredAsync(Some);
        await Installation.PublishAsync(new { slug = "made-after-it", url = "https://example.com/" });
        await Eventually.TrueAsync(() => Task.FromResult(counted.Unexpected.Count > 0), Eventually.Patience, "the limit is reached");
        SteadyLoad[] loads = [kept, single, full];
        await Task.WhenAll(loads.Append(counted).Select(load => load.StopAsync()));

        async Task SucceedAsync(params (string Variable, string Value)[] changed)
        {
            await Task.WhenAll(kept.UntilAnsweredAsync(Some), single.UntilAnsweredAsync(Some / 4), full.UntilAnsweredAsync(Some / 4));
            var clock = Stopwatch.StartNew();
            Assert.Equal(0, await Installation.Edge.SucceedAsync(changed));
            Say($"taken over in {clock.ElapsedMilliseconds} ms");
        }

        Say(string.Join(", ", loads.Select(load => $"{load.Answered.Count} redirected")));
        Assert.All(loads.Append(counted), ExpectNoFailure);
        Assert.All(loads, ExpectOnlyRedirects);
        Assert.Equal(Limit, counted.Answered.Count);
        foreach (var load in loads)
        {
            await RecordedClicks.ExpectEachOnceAsync(Installation, load);
        }
    }

    [Fact]
    public async Task Succeed_BySignal_TheProgramOnDiskTakesOver()
    {
        var slugs = await PublishAsync("signalled");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        await load.UntilAnsweredAsync(Some);
        var position = Installation.Edge.Log.Position;

        Installation.Edge.Signal(SigUsr2);

        await Eventually.TrueAsync(() => Task.FromResult(!Installation.Edge.IsRunning), Eventually.Patience, "the former edge has ended");
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();
        ExpectNoFailure(load);
        ExpectOnlyRedirects(load);
        var line = Installation.Edge.Log.Tail(position, 100).First(line => line.EndsWith("was started to take over", StringComparison.Ordinal));
        var process = Process.GetProcessById(int.Parse(line.Split("Process ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));

        // Its output is the former's; from here on the test's own again.
        Signals.Terminate(process.Id);
        await process.WaitForExitAsync();
        await Installation.EnsureRunningAsync();
        await RecordedClicks.ExpectEachOnceAsync(Installation, load);
    }

    [Fact]
    public async Task StartBeside_CannotStart_TheFormerGoesOn()
    {
        var slugs = await PublishAsync("not-succeeded");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        await load.UntilAnsweredAsync(Some);

        // One that does not come to ask, and one that fails when everything is loaded.
        using var refused = Installation.Edge.StartBeside(("ONELINK_EDGE_MEMORY", "plenty"));
        Assert.Equal(1, await Installation.Edge.EndAsync(refused));
        using var failed = Installation.Edge.StartBeside(
            ("ONELINK_EDGE_RELAY_PORT", Installation.Admin.EndPoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("ONELINK_EDGE_RELAY_TOKEN", "t"));
        Assert.Equal(1, await Installation.Edge.EndAsync(failed));

        await Installation.PublishAsync(new { slug = "made-after-none", url = "https://example.com/" });
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();
        Assert.True(Installation.Edge.IsRunning);
        ExpectNoFailure(load);
        ExpectOnlyRedirects(load);
        await RecordedClicks.ExpectEachOnceAsync(Installation, load);
    }

    [Fact]
    public async Task Succeed_OneOfThemKilledMeanwhile_NothingIsLost()
    {
        var slugs = await PublishAsync("killed-meanwhile");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        for (var round = 0; round < 4; round++)
        {
            await load.UntilAnsweredAsync(Some);
            var position = Installation.Edge.Log.Position;
            var successor = Installation.Edge.StartBeside();
            await Eventually.TrueAsync(
                () => Task.FromResult(Installation.Edge.Log.Tail(position, 100).Any(line => line.Contains(Offering, StringComparison.Ordinal))),
                Eventually.Patience,
                "the former edge makes ready");
            var former = Installation.Edge.Replace(successor);
            var victim = round % 2 == 0 ? successor : former;
            victim.Kill();
            await Installation.Edge.EndAsync(victim);
            if (victim == successor)
            {
                // It goes on, unless the other had taken over already.
                Installation.Edge.Replace(former);
            }

            victim.Dispose();
            if (Installation.Edge.IsRunning)
            {
                await Installation.Edge.UntilAnsweringAsync();
            }

            if (!Installation.Edge.IsRunning)
            {
                Installation.Edge.Start();
            }
        }

        await Installation.EnsureRunningAsync();
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();
        Say($"{load.Answered.Count} redirected, {load.Unanswered.Count} cut off, {load.Refused} refused");
        ExpectOnlyRedirects(load);
        await RecordedClicks.ExpectEachOnceAsync(Installation, load);
    }

    [Fact]
    public async Task Reload_UnderLoad_AppliesWhatIsGoodAndRefusesTheRestWhole()
    {
        var slugs = await PublishAsync("reloaded");
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, slugs);
        try
        {
            await ReloadAsync("ONELINK_EDGE_TOKEN=wrong\nONELINK_DRAIN_SECONDS=soon\n", "those before stay in force: ONELINK_DRAIN_SECONDS takes a number from 0 to 600, not 'soon'");
            Assert.DoesNotContain("wrong or was revoked", await ReadinessAsync(), StringComparison.Ordinal);

            await ReloadAsync("# of the edge\nONELINK_EDGE_TOKEN=\"wrong\"\nONELINK_EDGE_LANES=7\n", "Settings changed that wait for a restart: ONELINK_EDGE_LANES");
            await Eventually.TrueAsync(
                async () => (await ReadinessAsync()).Contains("wrong or was revoked", StringComparison.Ordinal), Eventually.Patience, "the admin refuses the edge");
        }
        finally
        {
            await ReloadAsync("", "Settings changed: ONELINK_EDGE_TOKEN");
        }

        await Installation.PublishAsync(new { slug = "made-after-reload", url = "https://example.com/" });
        await load.UntilAnsweredAsync(Some);
        await load.StopAsync();
        ExpectNoFailure(load);
        ExpectOnlyRedirects(load);
    }

    private async Task ReloadAsync(string settings, string expected)
    {
        await File.WriteAllTextAsync(Installation.SettingsFile, settings);
        var position = Installation.Edge.Log.Position;
        Installation.Edge.Signal(SigHup);
        await Eventually.TrueAsync(
            () => Task.FromResult(Installation.Edge.Log.Tail(position, 100).Any(line => line.Contains(expected, StringComparison.Ordinal))),
            Eventually.Patience,
            $"the edge says '{expected}'");
    }

    private async Task<string> ReadinessAsync()
    {
        using var answer = await Installation.Edge.GetAsync("/readyz");
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<IReadOnlyList<string>> PublishAsync(string name)
    {
        string[] slugs = [.. Enumerable.Range(1, 20).Select(number => $"{name}-{number}")];
        (await Api.PostAsync("/links", slugs.Select(slug => new { slug, url = $"https://example.com/{slug}" }))).Expect(200);
        await Installation.UntilServedAsync(slugs[^1]);
        return slugs;
    }

    private static void ExpectNoFailure(SteadyLoad load) => Assert.Equal((0, 0), (load.Refused, load.Unanswered.Count));

    private static void ExpectOnlyRedirects(SteadyLoad load)
        => Assert.True(load.Unexpected.Count == 0, $"{load.Unexpected.Count} visits were not redirected, the first with: {load.Unexpected.FirstOrDefault()?.Head}");
}
