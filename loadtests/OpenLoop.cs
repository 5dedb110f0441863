using System.Diagnostics;

namespace OneLink.LoadTests;

/// <summary>
/// Starts requests at a constant rate whatever the server does, and measures each from the moment at which it should
/// have started: a server that stalls is charged for the requests that queued behind the stall (no coordinated omission).
/// </summary>
internal static class OpenLoop
{
    /// <param name="perSecond">Requests a second.</param>
    /// <param name="duration">How long requests are started.</param>
    /// <param name="request">Sends request number n; true where the answer was right.</param>
    public static async Task<LoadResult> RunAsync(int perSecond, TimeSpan duration, Func<int, Task<bool>> request)
    {
        var latencies = new LatencyHistogram();
        int total = (int)(perSecond * duration.TotalSeconds);
        var running = new List<Task>(total);
        long wrong = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < total; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)i / perSecond);
            TimeSpan wait = due - Stopwatch.GetElapsedTime(start);
            if (wait > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait);
            }

            running.Add(SendAsync(i, due));
        }

        await Task.WhenAll(running);
        return new LoadResult(total, wrong, Stopwatch.GetElapsedTime(start), latencies);

        async Task SendAsync(int number, TimeSpan due)
        {
            await Task.Yield();
            bool right = false;
            try
            {
                right = await request(number);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                // Counted below.
            }

            latencies.Record(Stopwatch.GetElapsedTime(start) - due);
            if (!right)
            {
                Interlocked.Increment(ref wrong);
            }
        }
    }
}
