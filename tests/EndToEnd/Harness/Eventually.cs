using System.Diagnostics;

namespace OneLink.EndToEnd.Harness;

/// <summary>Waits for what the system does in its own time, up to a limit.</summary>
internal static class Eventually
{
    /// <summary>For what takes no time on a machine that does nothing else: nobody waits for it, unless something is wrong.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <returns>How long it took.</returns>
    /// <exception cref="TimeoutException">The condition did not come true.</exception>
    public static async Task<TimeSpan> TrueAsync(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await condition())
        {
            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"After {limit.TotalSeconds:0.#} s it still does not hold that {what}.");
            }

            await Task.Delay(Pause);
        }

        return clock.Elapsed;
    }

    /// <summary>Waits until nothing is wrong any more; after the limit it is said what is.</summary>
    /// <param name="faults">What is wrong; empty where nothing is.</param>
    /// <param name="limit">How long.</param>
    public static async Task NothingAsync(Func<Task<string>> faults, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (await faults() is { Length: > 0 } wrong)
        {
            if (clock.Elapsed > limit)
            {
                Assert.Fail($"After {limit.TotalSeconds:0.#} s: {wrong}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits for a value; after the limit the last one is compared, so that the difference is shown.</summary>
    /// <returns>How long it took.</returns>
    public static async Task<TimeSpan> EqualAsync<T>(T expected, Func<Task<T>> read, TimeSpan limit)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var actual = await read();
            if (EqualityComparer<T>.Default.Equals(expected, actual))
            {
                return clock.Elapsed;
            }

            if (clock.Elapsed > limit)
            {
                Assert.Equal(expected, actual);
            }

            await Task.Delay(Pause);
        }
    }
}
