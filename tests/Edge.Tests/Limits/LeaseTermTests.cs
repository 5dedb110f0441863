using OneLink.Edge.Limits;

namespace OneLink.Edge.Tests.Limits;

public sealed class LeaseTermTests : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly TempFolder _folder = new();
    private readonly SteppedClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void IsOver_ByTheClockThatNobodySets_ATenthEarly()
    {
        LeaseTerm lease = Open();
        Assert.False(lease.IsOver);
        lease.Renew(_clock.GetTimestamp(), Day);
        _clock.Pass(TimeSpan.FromHours(3));
        Assert.True(lease.IsDue);
        _clock.Pass(TimeSpan.FromHours(18.5));
        Assert.False(lease.IsOver);
        _clock.Set(-TimeSpan.FromHours(20));
        _clock.Pass(TimeSpan.FromHours(0.2));
        Assert.True(lease.IsOver);
        lease.Renew(_clock.GetTimestamp(), Day);
        Assert.False(lease.IsOver || lease.IsDue);
    }

    /// <summary>A machine that slept: the clock that nobody sets slept as well.</summary>
    [Fact]
    public void IsOver_ByTheTimeOfDay() => Assert.True(After(static clock => clock.Set(TimeSpan.FromHours(22)), isRestart: false));

    [Fact]
    public void IsOver_OverARestart_GoesOnFromTheTimeOfDay()
    {
        Assert.False(After(static clock => clock.Pass(TimeSpan.FromHours(21)), isRestart: true));
        Assert.True(After(static clock => clock.Pass(TimeSpan.FromHours(22)), isRestart: true));
    }

    [Fact]
    public void IsOver_ClockSetBackOverARestart_IsSaidToBeOver() => Assert.True(After(static clock => clock.Set(-TimeSpan.FromHours(1)), isRestart: true));

    [Fact]
    public void End_IsForGood()
    {
        LeaseTerm lease = Open();
        lease.Renew(_clock.GetTimestamp(), Day);
        lease.End();
        _clock.Pass(2 * Day);
        Assert.False(lease.IsOver || Open().IsOver);
    }

    private bool After(Action<SteppedClock> step, bool isRestart)
    {
        LeaseTerm lease = Open();
        lease.Renew(_clock.GetTimestamp(), Day);
        step(_clock);
        return (isRestart ? Open() : lease).IsOver;
    }

    private LeaseTerm Open() => new(_folder["lease"], _clock);

    private sealed class SteppedClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(60);
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time)
        {
            _ticks += time.Ticks;
            _now += time;
        }

        /// <summary>As somebody sets a clock, or as it goes on while a machine sleeps.</summary>
        public void Set(TimeSpan by) => _now += by;

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _ticks;
    }
}
