using System.Globalization;
using OneLink.Bench.Processes;
using OneLink.Bench.Redirects;

namespace OneLink.Bench.Feed;

/// <summary>
/// Redirects of the native edge while links change through the feed itself: rounds with and without changes, interleaved,
/// and how long each version of one link took from the feed to an answer. <c>./onelink load feed</c>; needs <c>wrk</c>. The
/// feed's server runs where there is room on either core.
/// </summary>
internal static class FeedUnderLoad
{
    private const int ChangesPerSecond = 20_000;
    private const int Rounds = 7;
    private const int Seconds = 4;
    private const int Connections = 64;
    private const int Links = 1_000_000;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(5);

    public static async Task<int> RunAsync()
    {
        await using FeedServer feed = await FeedServer.StartAsync(Links);
        await using EdgeProcess edge = await EdgeProcess.StartAsync(EdgeBuilds.Native, feed.Address);
        await edge.UntilReadyAsync();
        await edge.AskAsync("zipf", Links, Seconds, Connections);
        var calm = new List<LoadRound>();
        var changing = new List<LoadRound>();
        var delays = new List<double>();
        var longest = new List<double>();
        for (int i = 0; i < Rounds; i++)
        {
            feed.ChangesPerSecond = 0;
            calm.Add(await edge.AskAsync("zipf", Links, Seconds, Connections));
            feed.ChangesPerSecond = ChangesPerSecond;
            int seen = delays.Count;
            using var done = new CancellationTokenSource();
            Task watching = WatchAsync(feed, edge.Port, delays, done.Token);
            changing.Add(await edge.AskAsync("zipf", Links, Seconds, Connections));
            await done.CancelAsync();
            await watching;
            longest.Add(delays.Skip(seen).Max());
        }

        delays.Sort();
        Say("without changes", calm);
        Say("20,000 changes a second", changing);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{delays.Count} versions seen: p50 {delays[delays.Count / 2]:0} ms, p99 {delays[delays.Count * 99 / 100]:0} ms, longest of each round {string.Join(' ', longest.Select(static ms => ms.ToString("0", CultureInfo.InvariantCulture)))} ms after they were sent"));
        return 0;
    }

    private static async Task WatchAsync(FeedServer feed, int port, List<double> delays, CancellationToken stop)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{FeedServer.Marker}"));
        long seen = feed.Sent.IsEmpty ? 0 : feed.Sent.Keys.Max();
        using var timer = new PeriodicTimer(LookInterval);
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            using HttpResponseMessage response = await client.GetAsync(address, CancellationToken.None);
            if (response.Headers.Location?.Segments[^1] is { } text && long.Parse(text, CultureInfo.InvariantCulture) is var version && version > seen)
            {
                // Those passed over were in force no later than this one.
                for (; seen < version; seen++)
                {
                    delays.Add(TimeProvider.System.GetElapsedTime(feed.Sent[seen + 1]).TotalMilliseconds);
                }
            }
        }
    }

    private static void Say(string name, List<LoadRound> rounds)
        => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {RedirectMixes.Median(rounds, static r => r.Rate):0} answers a second, {RedirectMixes.Median(rounds, static r => r.CpuMicroseconds):0.00} us of CPU each, p99 {RedirectMixes.Median(rounds, static r => r.P99Ms):0.0} ms (median of {rounds.Count} rounds)"));
}
