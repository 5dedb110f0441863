using System.Globalization;
using OneLink.Shared.Feed;
using OneLink.Shared.Routing;

namespace OneLink.Bench.Redirects;

/// <summary>
/// Rates of the edge over HTTP against its own rate with 10,000 plain links, interleaved in one process: requests of many
/// kinds, unknown slugs, ten million links in memory and with most of them on disk, and while links are changed.
/// <c>taskset -c 0 ./onelink bench edge</c>; needs <c>wrk</c>.
/// </summary>
internal static class RedirectMixes
{
    private const int Few = 10_000;
    private const int Seconds = 4;
    private const int Connections = 64;
    private const long SmallMemory = 512L << 20;
    private const long LargeMemory = 4L << 30;
    private const int ChangesPerSecond = 20_000;

    public static async Task RunAsync(int many, int rounds)
    {
        await using EdgeAtScale few = await EdgeAtScale.StartAsync(Few, LargeMemory);
        await using EdgeAtScale inMemory = await EdgeAtScale.StartAsync(many, LargeMemory);
        await using EdgeAtScale onDisk = await EdgeAtScale.StartAsync(many, SmallMemory);
        (string Name, Func<Task<LoadRound>> Run)[] loads =
        [
            ("plain, 10,000 links", () => few.AskAsync("plain", Seconds, Connections)),
            ("mix, 10,000 links", () => few.AskAsync("mix", Seconds, Connections)),
            ("unknown slugs", () => few.AskAsync("unknown", Seconds, Connections)),
            ("Zipf, 10,000 links", () => few.AskAsync("zipf", Seconds, Connections)),
            (Of("Zipf, {0} links", many), () => inMemory.AskAsync("zipf", Seconds, Connections)),
            (Of("Zipf, {0} links, 512 MB", many), () => onDisk.AskAsync("zipf", Seconds, Connections)),
            (Of("Zipf, {0} links, 20,000 changes/s", many), () => WhileChangingAsync(inMemory, many)),
        ];
        foreach ((_, Func<Task<LoadRound>> run) in loads)
        {
            await run();
        }

        var results = loads.ToDictionary(static load => load.Name, static _ => new List<LoadRound>(), StringComparer.Ordinal);
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string name, Func<Task<LoadRound>> run) in loads)
            {
                results[name].Add(await run());
            }
        }

        Console.WriteLine("| load | answers/s | to plain | CPU us | p99 of the rounds | bytes allocated by the I/O threads | by others, a request | fast lane | resident MB |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        double plain = Median(results[loads[0].Name], static r => r.Rate);
        foreach ((string name, List<LoadRound> of) in results)
        {
            double rate = Median(of, static r => r.Rate);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {rate:0} | {rate / plain:0.00} | {Median(of, static r => r.CpuMicroseconds):0.00} | {string.Join(' ', of.Select(static r => r.P99Ms.ToString("0.0", CultureInfo.InvariantCulture)))} | {of.Sum(static r => r.AllocatedBytes)} | {Median(of, static r => r.BackgroundBytes):0.000} | {Median(of, static r => r.FastShare):0.000} | {of[^1].Resident >> 20} |"));
        }
    }

    private static async Task<LoadRound> WhileChangingAsync(EdgeAtScale edge, int links)
    {
        using var stop = new CancellationTokenSource();
        Task changes = Task.Run(() => ChangeAsync(edge, links, stop.Token));
        LoadRound round = await edge.AskAsync("zipf", Seconds, Connections);
        await stop.CancelAsync();
        await changes;
        return round;
    }

    /// <summary>Changes of random links in portions of a twentieth of a second.</summary>
    private static async Task ChangeAsync(EdgeAtScale edge, int links, CancellationToken stop)
    {
        const int Portion = ChangesPerSecond / 20;
        var compiler = new LinkCompiler();
        var random = new Random(1);
        byte[] key = new byte[Edge.Store.LinkKey.MaxBytes];
        var document = new LinkDocument { RedirectStatus = 302, Enabled = true, AccountId = 5 };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!stop.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            for (int i = 0; i < Portion; i++)
            {
                int link = random.Next(links);
                document.Url = string.Create(CultureInfo.InvariantCulture, $"https://shop.example.com/products/{link}/winter-sale?ref={i}");
                edge.Change(link, compiler, key, document);
            }
        }
    }

    private static string Of(string text, int links) => string.Format(CultureInfo.InvariantCulture, text, links.ToString("N0", CultureInfo.InvariantCulture));

    internal static double Median(List<LoadRound> rounds, Func<LoadRound, double> value)
    {
        double[] sorted = [.. rounds.Select(value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
