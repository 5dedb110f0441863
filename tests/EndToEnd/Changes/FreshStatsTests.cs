using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>Statistics are of now: whoever taps sees it counted within two seconds.</summary>
public abstract class FreshStatsTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Click_FiveInARow_AreInTheStatsWithinTwoSeconds()
    {
        var link = await Installation.PublishAsync(new { slug = "fresh-stats", url = "https://example.com/" });
        var delays = new List<TimeSpan>();
        for (var clicks = 1; clicks <= 5; clicks++)
        {
            (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
            delays.Add(await Eventually.EqualAsync(clicks, () => Api.ClicksAsync(link.Slug), Eventually.Patience));
        }

        Say("ms: " + string.Join(", ", delays.Select(delay => $"{delay.TotalMilliseconds:0}")));
        // The slowest is for loadtests to judge, on a machine that does nothing else.
        delays.Sort();
        Assert.True(delays[2] <= Bound, $"A click took {delays[2]} as a rule.");
    }

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : FreshStatsTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : FreshStatsTests(installation, output);
}
