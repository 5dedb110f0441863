using OneLink.Admin.Limits;

namespace OneLink.Admin.Tests.Limits;

public sealed class HourlyLimitsTests
{
    [Fact]
    public void Take_AWholeHourAtOnce_ThenEvenly()
    {
        var clock = new SteppedTime();
        var limits = new HourlyLimits(clock);
        Assert.Equal(1_000, Enumerable.Range(0, 1_500).Count(_ => limits.Take(1, 1_000).IsAdmitted));
        var refused = limits.Take(1, 1_000);
        Assert.Equal((false, 1_000, 0), (refused.IsAdmitted, refused.Limit, refused.Remaining));
        Assert.Equal(3.6, refused.RetryAfter.TotalSeconds, 3);
        Assert.Equal(3_600, refused.ResetAfter.TotalSeconds, 3);
        Assert.True(limits.Take(2, 1_000).IsAdmitted);

        clock.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(100, Enumerable.Range(0, 500).Count(_ => limits.Take(1, 1_000).IsAdmitted));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_AdmitsExactlyTheLimit()
    {
        var limits = new HourlyLimits(new SteppedTime());
        var admitted = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var request = 0; request < 1_000; request++)
            {
                if (limits.Take(1, 1_000).IsAdmitted)
                {
                    Interlocked.Increment(ref admitted);
                }
            }
        })));
        Assert.Equal(1_000, admitted);
    }
}
