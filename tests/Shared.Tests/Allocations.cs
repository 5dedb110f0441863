namespace OneLink.Shared.Tests;

/// <summary>Asserts that code allocates nothing once it is warm.</summary>
internal static class Allocations
{
    private const int CallsInABatch = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Caches, pools and type initialisers fill in the first batches. Code that allocates by itself does so in every batch.
    /// </summary>
    internal static void AssertNoneWhenWarm(Action action)
    {
        var end = TimeProvider.System.GetUtcNow() + Patience;
        long allocated;
        do
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < CallsInABatch; i++)
            {
                action();
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated == 0)
            {
                return;
            }

            // Some of the framework's generics box until the JIT has optimised them, which it does in the background.
            Thread.Sleep(50);
        }
        while (TimeProvider.System.GetUtcNow() < end);

        Assert.Fail($"{allocated / (double)CallsInABatch} bytes a call");
    }
}
