using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Tests.Webhooks;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 1.6, 2.4)]
    [InlineData(2, 12, 18)]
    [InlineData(3, 96, 144)]
    public void After_AnAttempt_IsWithinAFifthOfTheSchedule(int attempts, double least, double most)
    {
        Assert.Equal(least, RetrySchedule.After(attempts, 0)!.Value.TotalSeconds, precision: 3);
        Assert.Equal(most, RetrySchedule.After(attempts, 1)!.Value.TotalSeconds, precision: 3);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(9)]
    public void After_TheFourth_ThereIsNone(int attempts) => Assert.Null(RetrySchedule.After(attempts, 0.5));
}
