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
