using FsCheck;
using FsCheck.Fluent;

namespace OneLink.Tests;

/// <summary>
/// Checks properties that wait for a server by several threads, each with draws of its own. FsCheck's parallel runner waits for
/// its threads by spinning, which takes a core from what they wait for.
/// </summary>
internal static class PropertyThreads
{
    /// <summary>As many as the engine answers at once.</summary>
    private const int Threads = 4;

    /// <param name="property">Thread-safe.</param>
    /// <param name="draws">All threads' together, in a thorough run (<see cref="Draws"/>).</param>
    /// <exception cref="AggregateException">A draw failed; FsCheck's message has it, smaller.</exception>
    public static void CheckByThreads(this Property property, int draws)
        => Task.WaitAll(Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () => property.Check(Config.QuickThrowOnFailure.WithMaxTest(Draws.Of(draws) / Threads)),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray());
}
