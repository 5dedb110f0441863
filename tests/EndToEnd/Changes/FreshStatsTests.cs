using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>Statistics are of now: whoever taps sees it counted within two seconds.</summary>
public abstract class FreshStatsTests(Installation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Click_FiveInARow_EachIsInTheStatsWithinTwoSeconds()
    {
        var link = await Installation.PublishAsync(new { slug = "fresh-stats", url = "https://example.com/" });
        var delays = new List<TimeSpan>();
        for (var clicks = 1; clicks <= 5; clicks++)
        {
            (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
            delays.Add(await Eventually.EqualAsync(clicks, () => Api.ClicksAsync(link.Slug), TimeSpan.FromSeconds(10)));
        }

        Say("ms: " + string.Join(", ", delays.Select(delay => $"{delay.TotalMilliseconds:0}")));
        Assert.All(delays, delay => Assert.True(delay <= Bound, $"A click took {delay}."));
    }

    [Collection(EdgeBuild.Native)]
    public sealed class WithNativeEdge(NativeInstallation installation, ITestOutputHelper output) : FreshStatsTests(installation, output);

    [Collection(EdgeBuild.Jit)]
    public sealed class WithJitEdge(JitInstallation installation, ITestOutputHelper output) : FreshStatsTests(installation, output);
}
