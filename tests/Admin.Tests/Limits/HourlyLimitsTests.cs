using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Limits;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;

namespace OneLink.Admin.Tests.Limits;

public sealed class HourlyLimitsTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    [Fact]
    public async Task Take_AWholeHourAtOnce_ThenEvenly()
    {
        var (account, other) = (await AccountAsync(), await AccountAsync());
        var limits = New();
        Assert.Equal(100, await AdmittedAsync(limits, account, 150));
        var refused = await limits.TakeAsync(account, 100, CancellationToken.None);
        Assert.Equal((false, 100, 0), (refused.IsAdmitted, refused.Limit, refused.Remaining));
        Assert.Equal(36, refused.RetryAfter.TotalSeconds, 3);
        Assert.Equal(3_600, refused.ResetAfter.TotalSeconds, 3);
        Assert.True((await limits.TakeAsync(other, 100, CancellationToken.None)).IsAdmitted);

        _clock.Now += TimeSpan.FromSeconds(35.9);
        Assert.Equal(0, await AdmittedAsync(limits, account, 5));
        _clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(10, await AdmittedAsync(limits, account, 50));
        _clock.Now += TimeSpan.FromDays(7);
        Assert.Equal(100, await AdmittedAsync(limits, account, 150));
    }

    [Fact]
    public async Task Take_AfterARestart_AndBesideAnotherProcess_GoesOnWhereItWas()
    {
        var account = await AccountAsync();
        Assert.Equal(70, await AdmittedAsync(New(), account, 70));
        var (one, two) = (New(), New());
        var admitted = await Task.WhenAll(AdmittedAsync(one, account, 40), AdmittedAsync(two, account, 40));
        Assert.Equal(30, admitted.Sum());
        Assert.False((await New().TakeAsync(account, 100, CancellationToken.None)).IsAdmitted);

        // A clock that is set back gives nothing away, and takes nothing.
        _clock.Now -= TimeSpan.FromHours(2);
        Assert.False((await New().TakeAsync(account, 100, CancellationToken.None)).IsAdmitted);
        _clock.Now += TimeSpan.FromHours(2) + TimeSpan.FromSeconds(36);
        Assert.Equal(1, await AdmittedAsync(New(), account, 3));
    }

    [Fact]
    public async Task Take_ByManyAtOnce_AdmitsExactlyTheLimit()
    {
        var (account, limits) = (await AccountAsync(), New());
        var admitted = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AdmittedAsync(limits, account, 50))));
        Assert.Equal(100, admitted.Sum());
    }

    [Fact]
    public async Task Take_UnderALimitThatIsRaised_KeepsWhatWasUsed()
    {
        var (account, limits) = (await AccountAsync(), New());
        await AdmittedAsync(limits, account, 150);
        var raised = await limits.TakeAsync(account, 200, CancellationToken.None);
        Assert.Equal((true, 99), (raised.IsAdmitted, raised.Remaining));
    }

    private HourlyLimits New() => new(fixture.Server.Services.GetRequiredService<IDatabase>(), _clock);

    private async Task<long> AccountAsync() => (await Tenant.JoinAsync(fixture.Server)).AccountId;

    private static async Task<int> AdmittedAsync(HourlyLimits limits, long account, int requests)
    {
        var admitted = 0;
        for (var request = 0; request < requests; request++)
        {
            admitted += (await limits.TakeAsync(account, 100, CancellationToken.None)).IsAdmitted ? 1 : 0;
        }

        return admitted;
    }
}
