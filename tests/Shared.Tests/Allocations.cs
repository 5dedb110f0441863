namespace OneLink.Shared.Tests;

/// <summary>Asserts that code allocates nothing once it is warm.</summary>
internal static class Allocations
{
    private const int CallsInABatch = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Until the JIT has optimised the framework's generics they box, so the first batches may allocate. Code that
    /// allocates by itself does so in every batch.
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

            // The optimised code is made in the background.
            Thread.Sleep(50);
        }
        while (TimeProvider.System.GetUtcNow() < end);

        Assert.Fail($"{allocated / (double)CallsInABatch} bytes a call");
    }
}
