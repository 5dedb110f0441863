using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Admin.Hosting;
using OneLink.Admin.Limits;
using OneLink.Admin.Redis;
using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Limits;
using OneLink.Analytics.Tests.Embedded;

namespace OneLink.Admin.Tests.Sessions;

/// <summary>As a process without Redis counts; two that share one are in <see cref="Redis.SharedLimitTests"/>.</summary>
public sealed class SignInLimitsTests : IDisposable
{
    private readonly SteppedTime _time = new();
    private readonly TestData _data = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<RedisMetrics>().BuildServiceProvider();
    private readonly RedisConnection _redis;
    private readonly SignInLimits _limits;

    public SignInLimitsTests()
    {
        var settings = AdminSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("ONELINK_DATA", _data.Path)]).Build());
        _redis = new RedisConnection(settings, RedisPatience.Default, _services.GetRequiredService<RedisMetrics>(), _time, NullLogger<RedisConnection>.Instance);
        _limits = new SignInLimits(new SharedBuckets(_redis), _time);
    }

    public void Dispose()
    {
        _redis.Dispose();
        _services.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Take_FailuresForOnePerson_ComeBackOneByOne()
    {
        for (var i = 0; i < SignInLimits.PersonTries; i++)
        {
            Assert.True((await TakeAsync("a@b.c", "n" + i)).IsAdmitted);
        }

        var refused = await TakeAsync("a@b.c", "elsewhere");
        Assert.False(refused.IsAdmitted);
        Assert.Equal(TimeSpan.FromSeconds(90), refused.RetryAfter);
        Assert.True((await TakeAsync("other@b.c", "elsewhere")).IsAdmitted);

        _time.Pass(TimeSpan.FromSeconds(91));
        Assert.True((await TakeAsync("a@b.c", "elsewhere")).IsAdmitted);
        Assert.False((await TakeAsync("a@b.c", "elsewhere")).IsAdmitted);
    }

    [Fact]
    public async Task Take_FailuresFromOneNetwork_AreLimitedWhomeverTheyMean()
    {
        for (var i = 0; i < SignInLimits.NetworkTries; i++)
        {
            Assert.True((await TakeAsync($"{i}@b.c", "192.0.2.0/24")).IsAdmitted);
        }

        Assert.False((await TakeAsync("new@b.c", "192.0.2.0/24")).IsAdmitted);
        Assert.True((await TakeAsync("new@b.c", "198.51.100.0/24")).IsAdmitted);
    }

    [Fact]
    public async Task Take_TriesThatSucceed_CountForNothing()
    {
        for (var i = 0; i < 10 * SignInLimits.NetworkTries; i++)
        {
            Assert.True((await TakeAsync("a@b.c", "192.0.2.0/24")).IsAdmitted);
            await _limits.GiveBackAsync("a@b.c", "192.0.2.0/24", CancellationToken.None);
        }
    }

    private ValueTask<RateDecision> TakeAsync(string email, string network) => _limits.TakeAsync(email, network, CancellationToken.None);
}
