using FsCheck;
using FsCheck.Fluent;
using OneLink.Admin.Limits;

namespace OneLink.Admin.Tests.Limits;

public sealed class ProcessRateLimiterTests
{
    private static readonly RequestLimits Hundred = new(Key: 100, Account: 250);

    [Fact]
    public async Task Take_FullBucket_AdmitsTheLimitAndCountsDown()
    {
        var limiter = new ProcessRateLimiter(new SteppedTime());

        var decisions = await TakeAsync(limiter, "a", Hundred, 101);

        Assert.Equal(Enumerable.Range(0, 100).Select(i => 99 - i), decisions.Take(100).Select(decision => decision.Remaining));
        Assert.All(decisions.Take(100), decision => Assert.True(decision.IsAdmitted));
        Assert.Equal((false, 100, 0), (decisions[100].IsAdmitted, decisions[100].Limit, decisions[100].Remaining));
        Assert.Equal(0.6, decisions[100].RetryAfter.TotalSeconds, 3);
        Assert.Equal(60, decisions[100].ResetAfter.TotalSeconds, 3);
    }

    [Fact]
    public async Task Take_AfterAWhile_AdmitsWhatHasComeTogether()
    {
        var time = new SteppedTime();
        var limiter = new ProcessRateLimiter(time);
        await TakeAsync(limiter, "a", Hundred, 100);

        time.Pass(TimeSpan.FromSeconds(6));

        Assert.Equal(10, (await TakeAsync(limiter, "a", Hundred, 20)).Count(decision => decision.IsAdmitted));
    }

    [Fact]
    public async Task Take_ByManyKeys_EndsAtTheAccountsLimit()
    {
        var limiter = new ProcessRateLimiter(new SteppedTime());
        var admitted = 0;
        foreach (var key in new[] { "a", "b", "c", "d" })
        {
            admitted += (await TakeAsync(limiter, key, Hundred, 150)).Count(decision => decision.IsAdmitted);
        }

        Assert.Equal(250, admitted);
        Assert.Equal(250, (await TakeAsync(limiter, "e", Hundred, 1))[0].Limit);
    }

    [Fact]
    public async Task Take_LimitRaised_KeepsWhatWasUsed()
    {
        var limiter = new ProcessRateLimiter(new SteppedTime());
        await TakeAsync(limiter, "a", Hundred, 60);

        Assert.Equal(139, (await TakeAsync(limiter, "a", new RequestLimits(200, 2_000), 1))[0].Remaining);
        Assert.Equal(0, (await TakeAsync(limiter, "a", new RequestLimits(50, 500), 1))[0].Remaining);
    }

    [Fact]
    public async Task Take_FiftyAtOnce_NeverAdmitsMoreThanTheLimit()
    {
        var limiter = new ProcessRateLimiter(new SteppedTime());
        var remaining = new System.Collections.Concurrent.ConcurrentBag<int>();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            foreach (var decision in await TakeAsync(limiter, "a", Hundred, 10))
            {
                if (decision.IsAdmitted)
                {
                    remaining.Add(decision.Remaining);
                }
            }
        })));

        // Each place is given once.
        Assert.Equal(Enumerable.Range(0, 100), remaining.Order());
    }

    [Fact]
    public void Take_AnyPace_StaysBelowTheLineOfTheLimit()
        => Prop.ForAll(
            ArbMap.Default.ArbFor<(NonNegativeInt Pause, PositiveInt Requests)[]>(),
            steps =>
            {
                var time = new SteppedTime();
                var limiter = new ProcessRateLimiter(time);
                var (admitted, passed) = (0, TimeSpan.Zero);
                foreach (var (pause, requests) in steps)
                {
                    var step = TimeSpan.FromMilliseconds(pause.Get % 5_000);
                    time.Pass(step);
                    passed += step;
                    admitted += TakeAsync(limiter, "a", new RequestLimits(60, 600), requests.Get % 100).Result.Count(decision => decision.IsAdmitted);
                }

                return admitted <= 60 + passed.TotalSeconds + 1e-6;
            }).QuickCheckThrowOnFailure();

    private static async Task<List<RateDecision>> TakeAsync(ProcessRateLimiter limiter, string key, RequestLimits limits, int count)
    {
        var decisions = new List<RateDecision>(count);
        for (var i = 0; i < count; i++)
        {
            decisions.Add(await limiter.TakeAsync(1, key, limits, CancellationToken.None));
        }

        return decisions;
    }
}
