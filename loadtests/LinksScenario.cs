using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OneLink.LoadTests;

/// <summary>
/// Managing links beside many others (<c>ONELINK_LOAD_LINKS</c>, default 10,000,000, made in streams of a million the first
/// time): how fast links are made until the edge serves the last one, and how long lists and searches take. One in a
/// thousand is disabled, a tenth is on a second domain, tags are of a hundredth and of ten links, words of a title are of
/// all links, of one in 2,000 and of one link.
/// </summary>
internal sealed class LinksScenario
{
    private const int StreamLinks = 1_000_000;
    private const int BulkLinks = 10_000;
    private const int SustainedSeconds = 30;
    private const string OtherDomain = "load-two.example";
    private const string UserAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    /// <summary>Orders and filters of lists, each asked alone and together.</summary>
    private static readonly string[] Sorts = ["-createdAt", "createdAt", "slug", "-slug", "clicks", "-clicks", "lastClickedAt", "-lastClickedAt"];

    private static readonly (string Name, Func<int, int, string> Query)[] Filters =
    [
        ("no filter", static (_, _) => ""),
        ("domain", static (_, _) => $"domain={OtherDomain}"),
        ("tag of 1 %", static (i, _) => $"tag=campaign-{i % 100}"),
        ("tag of 10 links", static (i, links) => $"tag=batch-{i * 7919L % (links / 10)}"),
        ("enabled=false", static (_, _) => "enabled=false"),
        ("enabled=true", static (_, _) => "enabled=true"),
        ("created in an hour", static (i, _) => $"createdAfter={Hour(i)}&createdBefore={Hour(i + 1)}"),
        ("tag of 1 %, domain, enabled=true", static (i, _) => $"tag=campaign-{i % 100}&domain={OtherDomain}&enabled=true"),
        ("domain, enabled=false, created", static (_, _) => $"domain={OtherDomain}&enabled=false&createdAfter=2020-01-01T00:00:00Z"),
        ("externalId", static (i, links) => $"externalId=load-{i * 7919L % links}"),
    ];

    private static readonly (string Name, Func<int, int, string> Query)[] Searches =
    [
        ("word of one link", static (i, links) => $"unique{i * 7919L % links}"),
        ("its beginning", static (i, links) => $"unique{links / 2 / 10 + (i * 7919L % (links / 20))}"),
        ("word of one in 2,000", static (i, _) => $"word{i % 2000}"),
        ("two of them", static (i, _) => $"word{i % 2000} word{i % 2000}b"),
        ("word of all links", static (_, _) => "product"),
        ("beginning of it", static (_, _) => "prod"),
        ("word of all and one of one in 2,000", static (i, _) => $"product word{i % 2000}"),
        ("words of 1 % and of all", static (i, _) => $"season{i % 100} product"),
        ("no such word", static (_, _) => "nowhere"),
    ];

    private readonly Installation _installation;
    private readonly int _links;

    private LinksScenario(Installation installation, int links) => (_installation, _links) = (installation, links);

    public static async Task<bool> RunAsync(Installation installation)
    {
        int links = int.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_LINKS"), CultureInfo.InvariantCulture, out int given) ? given : 10_000_000;
        var scenario = new LinksScenario(installation, links);
        await installation.EnsureDomainAsync(OtherDomain);
        await scenario.FillAsync();
        await scenario.PlainAsync();
        await scenario.BulkAsync();
        await scenario.SustainAsync();
        await scenario.ListAsync();
        return true;
    }

    private static string Hour(int i) => Uri.EscapeDataString(TimeProvider.System.GetUtcNow().AddHours(-(i % 24)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    /// <summary>Link number i as a line.</summary>
    private static string Line(long i)
    {
        string domain = i % 10 == 3 ? $"\"domain\":\"{OtherDomain}\"," : "";
        string enabled = i % 1000 == 7 ? "\"enabled\":false," : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"url":"https://shop.example.com/product/{{i}}?ref=unique{{i}}","slug":"load-{{i}}","title":"Product word{{i * 31 % 2000}} season{{i % 100}}",{{domain}}{{enabled}}"tags":["campaign-{{i % 100}}","batch-{{i / 10}}"],"externalId":"load-{{i}}"}""");
    }

    private async Task FillAsync()
    {
        for (long first = await _installation.LastNumberAsync("load-") + 1; first < _links; first += StreamLinks)
        {
            long count = Math.Min(StreamLinks, _links - first);
            await StreamAsync($"stream of {count} links with title, two tags and an external id, from {first} on", Enumerable.Range(0, (int)count).Select(i => Line(first + i)), ServedSlug(first + count - 1));
        }
    }

    /// <summary>A million links that have a destination and a slug, and nothing else.</summary>
    private Task PlainAsync()
    {
        string run = Guid.NewGuid().ToString("N")[..8];
        return StreamAsync(
            $"stream of {StreamLinks} plain links",
            Enumerable.Range(0, StreamLinks).Select(i => $$"""{"url":"https://shop.example.com/plain/{{run}}/{{i}}","slug":"plain-{{run}}-{{i}}"}"""),
            $"plain-{run}-{StreamLinks - 1}");
    }

    private async Task StreamAsync(string name, IEnumerable<string> lines, string lastSlug)
    {
        await using var admin = ResidentMemory.Of(_installation.DataFolder, "admin");
        await using var self = ResidentMemory.OfSelf();
        var watch = Stopwatch.StartNew();
        (long answered, long made) = await _installation.StreamLinksAsync(lines);
        TimeSpan answeredAfter = watch.Elapsed;
        await UntilServedAsync(lastSlug);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: answered after {answeredAfter.TotalSeconds:F1} s ({made} made of {answered}), the last one served after {watch.Elapsed.TotalSeconds:F1} s; most memory: admin {admin.MostMiB} MiB, client {self.MostMiB} MiB"));
    }

    private async Task BulkAsync()
    {
        var answers = new LatencyHistogram();
        var served = new LatencyHistogram();
        for (int round = 0; round < 10; round++)
        {
            string run = Guid.NewGuid().ToString("N")[..8];
            string body = "[" + string.Join(',', Enumerable.Range(0, BulkLinks).Select(i => $$"""{"url":"https://shop.example.com/bulk/{{run}}/{{i}}","slug":"pack-{{run}}-{{i}}"}""")) + "]";
            var watch = Stopwatch.StartNew();
            await _installation.PostJsonAsync("/links", body);
            answers.Record(watch.Elapsed);
            await UntilServedAsync($"pack-{run}-{BulkLinks - 1}");
            served.Record(watch.Elapsed);
        }

        Show($"POST /links with {BulkLinks} links, answered", answers);
        Show($"POST /links with {BulkLinks} links, the last one served", served);
    }

    /// <summary>Bulks one after the other for a while: how many links a second are live in the end.</summary>
    private async Task SustainAsync()
    {
        var watch = Stopwatch.StartNew();
        int made = 0;
        string last = "";
        while (watch.Elapsed.TotalSeconds < SustainedSeconds)
        {
            string run = Guid.NewGuid().ToString("N")[..8];
            string body = "[" + string.Join(',', Enumerable.Range(0, BulkLinks).Select(i => $$"""{"url":"https://shop.example.com/sustained/{{run}}/{{i}}","slug":"sus-{{run}}-{{i}}"}""")) + "]";
            await _installation.PostJsonAsync("/links", body);
            made += BulkLinks;
            last = $"sus-{run}-{BulkLinks - 1}";
        }

        await UntilServedAsync(last);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{made} links in bulks of {BulkLinks}: {made / watch.Elapsed.TotalSeconds:F0}/s until the last one is served"));
    }

    private async Task ListAsync()
    {
        foreach ((string name, Func<int, int, string> query) in Filters)
        {
            var all = new LatencyHistogram();
            foreach (string sort in Sorts)
            {
                await AskAsync($"sort={sort}", query, 40, all);
            }

            Show($"list, {name}, every order", all);
        }

        foreach ((string name, Func<int, int, string> query) in Searches)
        {
            var created = new LatencyHistogram();
            await AskAsync("sort=-createdAt", (i, links) => "search=" + Uri.EscapeDataString(query(i, links)), 100, created);
            Show($"search, {name}, newest first", created);
            var clicks = new LatencyHistogram();
            await AskAsync("sort=-clicks", (i, links) => "search=" + Uri.EscapeDataString(query(i, links)), 100, clicks);
            Show($"search, {name}, by clicks", clicks);
        }
    }

    /// <summary>Asks for two pages each time: a first one, and the one behind it.</summary>
    private async Task AskAsync(string sort, Func<int, int, string> query, int count, LatencyHistogram latencies)
    {
        for (int i = -3; i < count; i++)
        {
            string path = $"/links?{sort}&limit=100&{query(i + 3, _links)}";
            string? cursor = null;
            for (int page = 0; page < 2; page++)
            {
                var watch = Stopwatch.StartNew();
                string answer = await _installation.GetAsync(cursor is null ? path : $"{path}&cursor={cursor}");
                if (i >= 0)
                {
                    latencies.Record(watch.Elapsed);
                }

                using JsonDocument read = JsonDocument.Parse(answer);
                cursor = read.RootElement.GetProperty("nextCursor").GetString();
                if (cursor is null)
                {
                    break;
                }
            }
        }
    }

    /// <summary>The slug of a link that is served on the first domain, not more than one before the given number.</summary>
    private static string ServedSlug(long number) => number % 10 == 3 || number % 1000 == 7 ? $"load-{number - 1}" : $"load-{number}";

    private async Task UntilServedAsync(string slug)
    {
        while (await _installation.TapAsync(slug + "?notrack=1", UserAgent) is null)
        {
            await Task.Delay(5);
        }
    }

    private static void Show(string name, LatencyHistogram latencies) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: p50 {latencies.Percentile(50).TotalMilliseconds:F1} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F1} ms, max {latencies.Percentile(100).TotalMilliseconds:F1} ms of {latencies.Count}"));
}
