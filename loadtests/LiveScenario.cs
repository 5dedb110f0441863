using System.Diagnostics;
using System.Globalization;

namespace OneLink.LoadTests;

/// <summary>
/// <c>ONELINK_LOAD_LISTENERS</c> (default 500) open streams of <c>GET /stats/live</c> while somebody taps a link twenty times
/// a second for half a minute: each listener must hear of each tap, once. Shows how long taps take to be heard.
/// </summary>
internal static class LiveScenario
{
    private const int PerSecond = 20;
    private const int Seconds = 30;
    private const string Slug = "load-live";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<bool> RunAsync(Installation installation)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_LISTENERS"), CultureInfo.InvariantCulture, out int given) ? given : 500;
        await installation.CreateLinksAsync([(Slug, "https://example.com/live")]);
        using var end = new CancellationTokenSource();
        var opened = Stopwatch.StartNew();
        var latencies = new LatencyHistogram();
        List<LiveEar> ears = [.. Enumerable.Range(0, count).Select(_ => new LiveEar(latencies))];
        Task[] listening = [.. ears.Select(ear => ear.ListenAsync(installation, "/stats/live?link=" + Slug, end.Token))];
        await Task.WhenAll(ears.Select(ear => ear.Opened));
        Console.WriteLine(FormattableString.Invariant($"{count} listeners open after {opened.Elapsed.TotalSeconds:F1} s"));

        long memory = ResidentMemory.MiBOf(installation.DataFolder, "admin");
        using var admin = Process.GetProcessById(Installation.ProcessIdOf(installation.DataFolder, "admin"));
        TimeSpan before = admin.TotalProcessorTime;
        int taps = await TapAsync(installation);
        var waited = Stopwatch.StartNew();
        while (ears.Any(ear => ear.Clicks < taps) && waited.Elapsed < Patience)
        {
            await Task.Delay(100);
        }

        int deaf = ears.Count(ear => ear.Clicks != taps);
        Console.WriteLine(FormattableString.Invariant($"{taps} taps in {Seconds} s, heard by all but {deaf} of {count} exactly once; {ears.Sum(ear => ear.Skipped)} skipped"));
        Console.WriteLine(FormattableString.Invariant(
            $"from tap to listener: p50 {latencies.Percentile(50).TotalMilliseconds:F0} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F0} ms, max {latencies.Percentile(100).TotalMilliseconds:F0} ms of {latencies.Count}"));
        admin.Refresh();
        Console.WriteLine(FormattableString.Invariant(
            $"admin: {(admin.TotalProcessorTime - before).TotalSeconds:F1} s CPU in {Seconds} s, memory {memory} MiB before the first tap, {ResidentMemory.MiBOf(installation.DataFolder, "admin")} MiB after the last"));
        await end.CancelAsync();
        await Task.WhenAll(listening);
        return deaf == 0;
    }

    private static async Task<int> TapAsync(Installation installation)
    {
        int taps = 0;
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed.TotalSeconds < Seconds)
        {
            if (await installation.TapAsync(Slug, "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1") is not null)
            {
                taps++;
            }

            double due = taps / (double)PerSecond;
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(0, due - watch.Elapsed.TotalSeconds)));
        }

        return taps;
    }
}
