using OneLink.Shared.Scheduling;

namespace OneLink.Shared.Tests.Scheduling;

public class BackgroundThreadTests
{
    private const int Niceness = 10;
    private const ulong ShortTurn = 100_000;

    [Fact]
    public void Enter_LowersTheThreadAndShortensItsTurns()
        => Assert.Equal(Lowered(), On(static () =>
        {
            BackgroundThread.Enter(Niceness);
            return ThreadSchedule.Current;
        }));

    [Fact]
    public void Enter_IsInheritedByThreadsStartedFromThere()
        => Assert.Equal(Lowered(), On(static () =>
        {
            BackgroundThread.Enter(Niceness);
            return On(static () => ThreadSchedule.Current);
        }));

    [Fact]
    public void Enter_LeavesOtherThreadsAlone()
    {
        ThreadSchedule before = ThreadSchedule.Current;
        On(static () =>
        {
            BackgroundThread.Enter(Niceness);
            return ThreadSchedule.Current;
        });
        Assert.Equal(before, ThreadSchedule.Current);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Enter_NothingToLower_ChangesNothing(int niceness)
        => Assert.Equal(On(static () => ThreadSchedule.Current), On(() =>
        {
            BackgroundThread.Enter(niceness);
            return ThreadSchedule.Current;
        }));

    /// <summary>What a lowered thread has here: turns of ordinary threads can be set, and are told, since Linux 6.12.</summary>
    private static ThreadSchedule Lowered() => new(Niceness, OperatingSystem.IsLinux() && Environment.OSVersion.Version >= new Version(6, 12) ? ShortTurn : 0);

    private static T On<T>(Func<T> work)
    {
        T result = default!;
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }
}
