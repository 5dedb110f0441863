using System.Globalization;
using OneLink.Bench.Feed;
using OneLink.Bench.Redirects;

namespace OneLink.Bench.Processes;

/// <summary>
/// The edge compiled beforehand (NativeAOT) beside the one compiled while it runs (JIT): starts with an empty store, memory
/// when idle, processor time and throughput of redirects; both in turns. <c>./onelink load edges</c>; needs <c>wrk</c>.
/// </summary>
internal static class EdgeBuilds
{
    /// <summary>Path of the native edge.</summary>
    public const string Native = "ONELINK_EDGE_BINARY";

    private const string Jit = "ONELINK_EDGE_JIT_BINARY";
    private const int Rounds = 9;
    private const int Seconds = 4;
    private const int Connections = 64;
    private const int Links = 10_000;

    /// <summary>The JIT compiles what is hot in the background after tens of thousands of calls.</summary>
    private const int WarmUpRounds = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);
    private static readonly string[] Builds = [Native, Jit];

    public static async Task<int> RunAsync()
    {
        await MeasureStartsAsync();
        await MeasureRedirectsAsync();
        return 0;
    }

    private static async Task MeasureStartsAsync()
    {
        await using FeedServer feed = await FeedServer.StartAsync(links: 1);
        var starts = Builds.ToDictionary(static build => build, static _ => new List<(double Answer, double Redirect, double Resident)>(), StringComparer.Ordinal);

        // Round 0 is for the feed's server here and the page cache.
        for (int round = 0; round <= Rounds; round++)
        {
            foreach (string build in Builds)
            {
                await using EdgeProcess edge = await EdgeProcess.StartAsync(build, feed.Address);
                if (round > 0)
                {
                    await Task.Delay(Rest);
                    starts[build].Add((edge.FirstAnswer.TotalMilliseconds, edge.FirstRedirect.TotalMilliseconds, edge.Resident / 1e6));
                }
            }
        }

        Console.WriteLine($"| {Rounds} starts, median (least, most) | first answer, ms | first redirect, ms | resident after {Rest.TotalSeconds:0} s, MB |");
        Console.WriteLine("|---|---|---|---|");
        foreach ((string build, var of) in starts)
        {
            Console.WriteLine($"| {NameOf(build)} | {Spread(of.Select(static s => s.Answer))} | {Spread(of.Select(static s => s.Redirect))} | {Spread(of.Select(static s => s.Resident))} |");
        }
    }

    private static async Task MeasureRedirectsAsync()
    {
        await using FeedServer feed = await FeedServer.StartAsync(Links);
        await using EdgeProcess native = await EdgeProcess.StartAsync(Native, feed.Address);
        await using EdgeProcess jit = await EdgeProcess.StartAsync(Jit, feed.Address);
        EdgeProcess[] edges = [native, jit];
        await Task.WhenAll(edges.Select(static edge => edge.UntilReadyAsync()));
        for (int i = 0; i < WarmUpRounds; i++)
        {
            foreach (EdgeProcess edge in edges)
            {
                await edge.AskAsync("plain", Links, Seconds, Connections);
            }
        }

        List<LoadRound>[] rounds = [[], []];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < edges.Length; i++)
            {
                rounds[i].Add(await edges[i].AskAsync("plain", Links, Seconds, Connections));
            }
        }

        Console.WriteLine($"| {Rounds} rounds, medians | redirects/s | CPU a request, us | p99, ms | own memory, MB |");
        Console.WriteLine("|---|---|---|---|---|");
        for (int i = 0; i < edges.Length; i++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {NameOf(Builds[i])} | {RedirectMixes.Median(rounds[i], static r => r.Rate):N0} | {RedirectMixes.Median(rounds[i], static r => r.CpuMicroseconds):0.00} | {RedirectMixes.Median(rounds[i], static r => r.P99Ms):0.0} | {rounds[i][^1].Resident / 1e6:0} |"));
        }
    }

    private static string NameOf(string build) => build == Native ? "native" : "JIT";

    private static string Spread(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0} ({sorted[0]:0}, {sorted[^1]:0})");
    }
}
