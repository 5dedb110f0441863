namespace OneLink.Client.Tests.Http;

public sealed class BackoffTests
{
    [Fact]
    public async Task Waits_AnyJitter_StayBelowADoublingCeilingAndTheLongest()
    {
        await using var api = await LoopbackApi.StartAsync((context, _) => LoopbackApi.ProblemAsync(context, 503, "unavailable"));
        foreach (var share in new[] { 0.0, 0.25, 0.999 })
        {
            var clock = new HastyClock();
            var options = new OneLinkClientOptions
            {
                Address = api.Address,
                ApiKey = "k",
                ApiSecret = "s",
                Tries = 9,
                FirstDelay = TimeSpan.FromSeconds(1),
                LongestDelay = TimeSpan.FromSeconds(20),
                Timeout = Timeout.InfiniteTimeSpan,
            };
            using var client = new OneLinkClient(options, clock: clock, jitter: () => share);

            await Assert.ThrowsAnyAsync<Exception>(() => client.Links.GetAsync("x"));

            // A wait of nothing sets no timer.
            var ceilings = new[] { 1, 2, 4, 8, 16, 20, 20, 20 }.Select(seconds => TimeSpan.FromSeconds(seconds * share));
            Assert.Equal(share == 0 ? [] : ceilings, clock.Waits);
        }
    }
}
