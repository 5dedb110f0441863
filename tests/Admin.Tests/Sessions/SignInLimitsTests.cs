using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Limits;

namespace OneLink.Admin.Tests.Sessions;

public sealed class SignInLimitsTests
{
    private readonly SteppedTime _time = new();

    [Fact]
    public void Take_FailuresForOnePerson_ComeBackOneByOne()
    {
        var limits = new SignInLimits(_time);
        for (var i = 0; i < SignInLimits.PersonTries; i++)
        {
            Assert.True(limits.Take("a@b.c", "n" + i).IsAdmitted);
        }

        var refused = limits.Take("a@b.c", "elsewhere");
        Assert.False(refused.IsAdmitted);
        Assert.Equal(TimeSpan.FromSeconds(90), refused.RetryAfter);
        Assert.True(limits.Take("other@b.c", "elsewhere").IsAdmitted);

        _time.Pass(TimeSpan.FromSeconds(91));
        Assert.True(limits.Take("a@b.c", "elsewhere").IsAdmitted);
        Assert.False(limits.Take("a@b.c", "elsewhere").IsAdmitted);
    }

    [Fact]
    public void Take_FailuresFromOneNetwork_AreLimitedWhomeverTheyMean()
    {
        var limits = new SignInLimits(_time);
        for (var i = 0; i < SignInLimits.NetworkTries; i++)
        {
            Assert.True(limits.Take($"{i}@b.c", "192.0.2.0/24").IsAdmitted);
        }

        Assert.False(limits.Take("new@b.c", "192.0.2.0/24").IsAdmitted);
        Assert.True(limits.Take("new@b.c", "198.51.100.0/24").IsAdmitted);
    }

    [Fact]
    public void Take_TriesThatSucceed_CountForNothing()
    {
        var limits = new SignInLimits(_time);
        for (var i = 0; i < 10 * SignInLimits.NetworkTries; i++)
        {
            Assert.True(limits.Take("a@b.c", "192.0.2.0/24").IsAdmitted);
            limits.GiveBack("a@b.c", "192.0.2.0/24");
        }
    }
}
