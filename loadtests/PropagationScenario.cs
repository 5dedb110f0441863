using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace OneLink.LoadTests;

/// <summary>
/// How soon a change is on every edge: further edges beside the installation's own, a thousand links made a second in bulks,
/// and of each bulk the last link asked for on every edge from the moment of the admin's answer on. At the end all edges
/// must have the same digest.
/// </summary>
internal sealed class PropagationScenario
{
    private const int Bulk = 100;
    private const int ChangesPerSecond = 1_000;
    private const double MostMilliseconds = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds((double)Bulk / ChangesPerSecond);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan ServedLimit = TimeSpan.FromSeconds(60);

    private readonly Installation _installation;
    private readonly IReadOnlyList<LoadEdge> _edges;
    private readonly LatencyHistogram _served = new();
    private readonly LatencyHistogram _last = new();
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    private PropagationScenario(Installation installation, IReadOnlyList<LoadEdge> edges) => (_installation, _edges) = (installation, edges);

    /// <returns>Whether 99 of 100 changes were on each edge within a second, and all edges came to the same links.</returns>
    public static async Task<bool> RunAsync(Installation installation)
    {
        int count = Number("ONELINK_LOAD_EDGES", 20);
        int seconds = Number("ONELINK_LOAD_SECONDS", 30);
        var edges = new List<LoadEdge>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                edges.Add(LoadEdge.Start(installation, i));
            }

            foreach (LoadEdge edge in edges)
            {
                await edge.UntilReadyAsync();
            }

            return await new PropagationScenario(installation, edges).RunAsync(seconds);
        }
        finally
        {
            foreach (LoadEdge edge in edges)
            {
                edge.Dispose();
            }
        }
    }

    private async Task<bool> RunAsync(int seconds)
    {
        // The first bulk finds the admin's code cold.
        await MakeAsync("warm");
        await Task.WhenAll(_edges.Select(edge => edge.UntilServedAsync(LastSlug("warm"), ServedLimit)));

        var samples = new List<Task>();
        var watch = Stopwatch.StartNew();
        int bulks = (int)(seconds / Interval.TotalSeconds);
        for (int i = 0; i < bulks; i++)
        {
            TimeSpan wait = (i * Interval) - watch.Elapsed;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            samples.Add(SampleAsync(i.ToString(CultureInfo.InvariantCulture)));
        }

        await Task.WhenAll(samples);
        double rate = bulks * Bulk / watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_edges.Count} edges, {bulks * Bulk} links made in bulks of {Bulk} at {rate:F0}/s"));
        Show("from the answer until served, each bulk on each edge", _served);
        Show("from the answer until served on the last edge", _last);
        string[] digests = await Task.WhenAll(_edges.Select(edge => edge.DigestAsync()));
        bool isSame = digests.All(digest => digest == digests[0]);
        Console.WriteLine(isSame ? $"all edges: {digests[0]}" : "the edges differ:\n" + string.Join('\n', digests));
        return isSame && _last.Percentile(99).TotalMilliseconds < MostMilliseconds;
    }

    private async Task SampleAsync(string name)
    {
        await MakeAsync(name);
        var answered = Stopwatch.StartNew();
        TimeSpan[] served = await Task.WhenAll(_edges.Select(async edge =>
        {
            await edge.UntilServedAsync(LastSlug(name), ServedLimit, Poll);
            return answered.Elapsed;
        }));
        lock (_served)
        {
            foreach (TimeSpan time in served)
            {
                _served.Record(time);
            }

            _last.Record(served.Max());
        }
    }

    private Task MakeAsync(string name)
    {
        var body = new StringBuilder("[");
        for (int i = 0; i < Bulk; i++)
        {
            body.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"url":"https://shop.example.com/spread/{{_run}}/{{name}}/{{i}}","slug":"spread-{{_run}}-{{name}}-{{i}}"}""");
        }

        return _installation.PostJsonAsync("/links", body.Append(']').ToString());
    }

    private string LastSlug(string name) => string.Create(CultureInfo.InvariantCulture, $"spread-{_run}-{name}-{Bulk - 1}");

    private static void Show(string name, LatencyHistogram latencies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: p50 {latencies.Percentile(50).TotalMilliseconds:F1} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F1} ms, max {latencies.Percentile(100).TotalMilliseconds:F1} ms of {latencies.Count}"));

    private static int Number(string variable, int otherwise)
        => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int given) ? given : otherwise;
}
