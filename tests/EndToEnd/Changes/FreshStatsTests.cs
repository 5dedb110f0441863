using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Changes;

/// <summary>Statistics are of now: whoever taps sees it counted soon after.</summary>
[Collection(EdgeBuild.Native)]
public sealed class FreshStatsTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    /// <summary>Two seconds are the promise, and for loadtests to judge on a machine that does nothing else; nothing here takes this long unless it waits for a poll.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Click_FiveInARow_AreInTheStatsSoon()
    {
        var link = await Installation.PublishAsync(new { slug = "fresh-stats", url = "https://example.com/" });
        var delays = new List<TimeSpan>();
        for (var clicks = 1; clicks <= 5; clicks++)
        {
            (await Installation.VisitAsync(link.Slug)).ExpectRedirect(link.Url);
            delays.Add(await Eventually.EqualAsync(clicks, () => Api.ClicksAsync(link.Slug), Eventually.Patience));
        }

        Say("ms: " + string.Join(", ", delays.Select(delay => $"{delay.TotalMilliseconds:0}")));
        delays.Sort();
        Assert.True(delays[2] <= Bound, $"A click took {delays[2]} as a rule.");
    }
}
