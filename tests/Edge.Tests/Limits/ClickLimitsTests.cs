using Microsoft.Extensions.Logging.Abstractions;
using OneLink.Edge.Limits;

namespace OneLink.Edge.Tests.Limits;

public sealed class ClickLimitsTests : IDisposable
{
    private const int FilePlaces = 4096;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryTake_MoreOftenThanTheLimit_LetsExactlyThatManyThrough()
    {
        using ClickLimits limits = Open();
        Assert.Equal(10, Enumerable.Range(0, 25).Count(_ => limits.TryTake(7, 10)));
        Assert.False(limits.HasLeft(7, 10));
        Assert.True(limits.HasLeft(7, 11));
        Assert.True(limits.HasLeft(8, 1));
    }

    [Fact]
    public void TryTake_FromManyThreads_IsExact()
    {
        using ClickLimits limits = Open();
        int taken = 0;
        Parallel.For(0, 20_000, _ => Interlocked.Add(ref taken, limits.TryTake(7, 5_000) ? 1 : 0));
        Assert.Equal(5_000, taken);
    }

    [Fact]
    public void Open_AfterAnotherProcess_GoesOnCounting()
    {
        using (ClickLimits first = Open())
        {
            for (ulong link = 1; link <= FilePlaces + 10; link++)
            {
                Assert.True(first.TryTake(link, 2));
            }
        }

        using ClickLimits second = Open();
        for (ulong link = 1; link <= FilePlaces + 10; link++)
        {
            Assert.True(second.TryTake(link, 2));
            Assert.False(second.TryTake(link, 2));
        }

        Assert.Equal(2, Directory.GetFiles(_folder["limits"]).Length);
    }

    [Fact]
    public void TryTake_TwoProcessesAtOnce_AreExactTogether()
    {
        const ulong Links = FilePlaces + 200;
        using ClickLimits first = Open();
        using ClickLimits second = Open();
        int[] taken = new int[Links + 1];
        Parallel.For(0, 4, worker =>
        {
            ClickLimits limits = worker % 2 == 0 ? first : second;
            for (ulong i = 1; i <= Links; i++)
            {
                // From both ends, so that each finds places that the other has taken in another order.
                ulong link = worker < 2 ? i : Links + 1 - i;
                Interlocked.Add(ref taken[link], limits.TryTake(link, 3) ? 1 : 0);
            }
        });

        Assert.All(taken[1..], static count => Assert.Equal(3, count));
        first.Refresh();
        second.Refresh();
        Assert.All([first, second], static limits => Assert.False(limits.HasLeft(7, 3)));
        Assert.Equal(2, Directory.GetFiles(_folder["limits"]).Length);
    }

    [Fact]
    public void Open_FileThatAFullDiskLeftEmpty_IsMadeWholeWhenItIsNeeded()
    {
        Directory.CreateDirectory(_folder["limits"]);
        File.WriteAllBytes(Path.Combine(_folder["limits"], "000000.counts"), []);
        using (ClickLimits first = Open())
        {
            Assert.True(first.TryTake(7, 1));
        }

        using ClickLimits second = Open();
        Assert.False(second.TryTake(7, 1));
    }

    [Fact]
    public void TryTake_KnownLink_AllocatesNothing()
    {
        using ClickLimits limits = Open();
        limits.TryTake(7, ulong.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            limits.TryTake(7, ulong.MaxValue);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private ClickLimits Open() => new(_folder["limits"], NullLogger<ClickLimits>.Instance);
}
