using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Failures;

/// <summary>SIGTERM: each process ends by itself, soon, with code 0, and leaves nothing undone; they start again in any order.</summary>
[Collection(EdgeBuild.Native)]
public sealed class CleanEndTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    [Fact]
    public async Task Terminate_EdgeUnderLoad_ShipsWhatIsLeftBeforeItEnds()
    {
        var link = await Installation.PublishAsync(new { slug = "last-clicks", url = "https://example.com/" });
        await using var load = new SteadyLoad(Installation.Edge.EndPoint, [link.Slug]);
        await load.UntilAnsweredAsync(2_000);

        Assert.Equal(0, await Installation.Edge.TerminateAsync());

        await load.StopAsync();
        await RecordedClicks.ExpectExactlyOnceAsync(Installation, load, [link.Slug]);
    }

    [Fact]
    public async Task Terminate_AllThenStartInReverseOrder_EachEndsWithZeroAndEverythingWorksAgain()
    {
        var link = await Installation.PublishAsync(new { slug = "through-a-restart", url = "https://example.com/" });
        foreach (var process in Installation.Processes.Reverse())
        {
            Assert.Equal(0, await process.TerminateAsync());
        }

        Installation.Edge.Start();
        await Installation.Edge.UntilReadyAsync();
        (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
        Installation.Admin.Start();
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        await Installation.EnsureRunningAsync();

        await Eventually.EqualAsync(1, () => Api.ClicksAsync(link.Slug), TimeSpan.FromSeconds(20));
        await Installation.PublishAsync(new { slug = "after-a-restart", url = "https://example.com/" });
    }

    [Fact]
    public async Task Terminate_ClickHouseAndAdminAtOnce_EndWithZeroWithoutWaitingForEachOther()
    {
        var codes = await Task.WhenAll(Installation.ClickHouse.TerminateAsync(), Installation.Admin.TerminateAsync());

        Assert.Equal([0, 0], codes);
    }
}
