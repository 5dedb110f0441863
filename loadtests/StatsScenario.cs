using System.Diagnostics;
using System.Globalization;

namespace OneLink.LoadTests;

/// <summary>
/// Stats over many clicks (<c>ONELINK_LOAD_CLICKS</c>, default 10,000,000, made inside ClickHouse the first time): 90 days,
/// a million links whose clicks follow Zipf's law, so that the hottest has about 7 % of all. Asked one after the other:
/// links drawn evenly, the hottest link, the account.
/// </summary>
internal static class StatsScenario
{
    private const int Links = 200;
    private const int Ranks = 1_000_000;
    private const int Batch = 1_000_000;

    private static readonly string? Range = Environment.GetEnvironmentVariable("ONELINK_LOAD_RANGE");

    /// <summary>30 days by day: the last ones, or those that <c>ONELINK_LOAD_RANGE</c> names (<c>from=…&amp;to=…</c>).</summary>
    private static readonly string Question = (Range ?? "period=30d") + "&interval=day";

    private const string Groups = "&groupBy=country,platform,referrer";

    /// <summary>Leaves out a country that nobody has: a filter is answered from the clicks themselves.</summary>
    private const string FromClicks = "&country=-ZZ";

    /// <summary>
    /// Rank r gets about 1/r of the clicks. The ranks that are asked about have real links; the others only have numbers,
    /// far below those of real links.
    /// </summary>
    private const string Generate = """
        INSERT INTO clicks (click_id, account_id, link_id, domain_id, ts, kind, orphan, trigger, destination, status, platform, device_class,
                            browser, country, language, referrer, variant, utm_source, visitor)
        SELECT generateUUIDv7(number), {account:UInt32},
            transform(toUInt64(round(0.5 * pow(2e6, (cityHash64(number, 1) % 1000000007) / 1000000007.))), {ranks:Array(UInt64)}, {links:Array(UInt64)}) AS link, 1,
            toDateTime64({end:UInt32}, 3, 'UTC') - toIntervalMillisecond(cityHash64(number, 2) % (90 * 86400000)) AS time,
            multiIf((cityHash64(number, 3) % 100 AS share) < 85, 'human', share < 95, 'bot', share < 97, 'preview', 'prefetch'), 'none',
            if(cityHash64(number, 4) % 10 = 0, 'qr', 'link'), 'url', 302,
            ['ios','ios','ios','android','android','android','windows','macos','linux','other'][1 + cityHash64(number, 5) % 10],
            ['phone','phone','phone','phone','phone','tablet','desktop','desktop'][1 + cityHash64(number, 6) % 8],
            ['safari','chrome','chrome','firefox','edge','other'][1 + cityHash64(number, 7) % 6],
            concat(char(65 + (toUInt32(round(0.5 * pow(400, (cityHash64(number, 9) % 1000003) / 1000003.))) AS code) % 26), char(65 + intDiv(code, 26))),
            ['en','de','fr','es'][1 + cityHash64(number, 10) % 4],
            concat('r', toString(toUInt32(round(0.5 * pow(10000, (cityHash64(number, 11) % 1000003) / 1000003.)))), '.example'),
            ['','A','B'][1 + cityHash64(number, 12) % 3], ['','newsletter','ads','social'][1 + cityHash64(number, 13) % 4],
            cityHash64(toDate(time), toUInt64(round(0.5 * pow(1e7, (cityHash64(number, 14) % 1000000007) / 1000000007.))))
        FROM numbers({first:UInt64}, {count:UInt64})
        SETTINGS max_execution_time = 600
        """;

    /// <summary>Days that are over, and those of them that were added up with all of their clicks.</summary>
    private const string DaysSql = """
        SELECT countIf(is_busy), countIf(is_busy AND is_usable AND counted = clicks_now)
        FROM (
            SELECT toDate(bucket) AS day, sum(humans) + sum(bots) + sum(prefetches) AS clicks_now, clicks_now >= 2000 AS is_busy
            FROM account_clicks_by_quarter_hour
            WHERE account_id = {account:UInt32} AND bucket >= today() - 30 AND bucket < toDate(now('UTC') - INTERVAL 15 MINUTE)
            GROUP BY day
        ) AS totals
        LEFT JOIN (
            SELECT day, argMax(usable, roll) AS is_usable, argMax(clicks, roll) AS counted
            FROM busy_days
            WHERE account_id = {account:UInt32} AND link_id = 0
            GROUP BY day
        ) AS added USING (day)
        FORMAT TabSeparated
        """;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(40);

    private static long Wanted => long.TryParse(Environment.GetEnvironmentVariable("ONELINK_LOAD_CLICKS"), CultureInfo.InvariantCulture, out long given) ? given : 10_000_000;

    public static async Task<bool> RunAsync(Installation installation)
    {
        ulong[] links = await LinksAsync(installation);
        await FillAsync(installation, links, Wanted);
        if (Range is null)
        {
            await WaitForDaysAsync(installation);
        }

        await AskAsync("links drawn evenly, three groups", installation, 300, i => $"/links/load-stats-{1 + (i % (Links - 1))}/stats?{Question}{Groups}");
        await AskAsync("links drawn evenly, series", installation, 300, i => $"/links/load-stats-{1 + (i % (Links - 1))}/stats?{Question}");
        await AskAsync("hottest link, three groups", installation, 30, _ => $"/links/load-stats-0/stats?{Question}{Groups}");
        await AskAsync("hottest link, series", installation, 30, _ => $"/links/load-stats-0/stats?{Question}");
        await AskAsync("account, series", installation, 30, _ => $"/stats?{Question}");
        await AskAsync("account, three groups", installation, 30, _ => $"/stats?{Question}{Groups}");
        await AskAsync("account, three groups, days of New York", installation, 30, _ => $"/stats?{Question}{Groups}&timezone=America/New_York");
        await AskAsync("account, three groups, from its clicks", installation, 3, _ => $"/stats?{Question}{Groups}{FromClicks}");
        return true;
    }

    /// <summary>Makes clicks until there are as many.</summary>
    public static async Task FillAsync(Installation installation, long wanted) => await FillAsync(installation, await LinksAsync(installation), wanted);

    /// <summary>Numbers of the links that are asked about, the hottest first.</summary>
    private static async Task<ulong[]> LinksAsync(Installation installation)
    {
        await installation.CreateLinksAsync(Enumerable.Range(0, Links).Select(i => ($"load-stats-{i}", "https://example.com/stats")));
        await installation.QueryAsync("SELECT 1");
        var numbers = new ulong[Links];
        while (numbers.Contains(0UL))
        {
            // The link's number is only in ClickHouse's table of links, which follows within a second.
            string rows = await installation.QueryAsync("SELECT slug, link_id FROM links FINAL WHERE startsWith(slug, 'load-stats-') AND NOT deleted FORMAT TabSeparated");
            foreach (string[] row in rows.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')))
            {
                numbers[int.Parse(row[0]["load-stats-".Length..], CultureInfo.InvariantCulture)] = ulong.Parse(row[1], CultureInfo.InvariantCulture);
            }

            await Task.Delay(200);
        }

        return numbers;
    }

    private static async Task FillAsync(Installation installation, ulong[] links, long wanted)
    {
        long there = long.Parse(await installation.QueryAsync("SELECT count() FROM clicks"), CultureInfo.InvariantCulture);
        long end = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        string ranks = $"[1,{string.Join(',', Enumerable.Range(1, Links - 1).Select(i => i * (Ranks / Links)))}]";
        var watch = Stopwatch.StartNew();
        for (long first = there; first < wanted; first += Batch)
        {
            await installation.QueryAsync(Generate, [
                ("account", installation.AccountId.ToString(CultureInfo.InvariantCulture)), ("ranks", ranks), ("links", $"[{string.Join(',', links)}]"),
                ("end", end.ToString(CultureInfo.InvariantCulture)), ("first", first.ToString(CultureInfo.InvariantCulture)),
                ("count", Math.Min(Batch, wanted - first).ToString(CultureInfo.InvariantCulture)),
            ]);
        }

        Console.WriteLine($"{Math.Max(there, wanted)} clicks, {Math.Max(0, wanted - there)} of them made in {watch.Elapsed.TotalSeconds:F0} s");
    }

    /// <summary>
    /// Until the admin has added up the last thirty days that are over (docs/operations/clickhouse.md#busy-days), which it
    /// does first. It looks every five minutes, and takes some seconds for a day of half a million clicks.
    /// </summary>
    private static async Task WaitForDaysAsync(Installation installation)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            string[] days = (await installation.QueryAsync(DaysSql, ("account", installation.AccountId.ToString(CultureInfo.InvariantCulture)))).TrimEnd().Split('\t');
            if (days[0] == days[1])
            {
                Console.WriteLine($"{days[0]} days added up; waited {watch.Elapsed.TotalSeconds:F0} s for them");
                return;
            }

            if (watch.Elapsed > LongestWait)
            {
                throw new HttpRequestException($"Only {days[1]} of {days[0]} days were added up in {LongestWait.TotalMinutes:F0} minutes.");
            }

            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Asks and shows at once, so that a run that is cut off has told something.</summary>
    private static async Task AskAsync(string name, Installation installation, int count, Func<int, string> path)
    {
        // The first few are for caches and the JIT.
        for (int i = 0; i < 3; i++)
        {
            await installation.GetAsync(path(i));
        }

        var latencies = new LatencyHistogram();
        for (int i = 0; i < count; i++)
        {
            var watch = Stopwatch.StartNew();
            await installation.GetAsync(path(i));
            latencies.Record(watch.Elapsed);
        }

        Console.WriteLine(
            $"{name}: p50 {latencies.Percentile(50).TotalMilliseconds:F0} ms, p99 {latencies.Percentile(99).TotalMilliseconds:F0} ms, "
            + $"max {latencies.Percentile(100).TotalMilliseconds:F0} ms of {latencies.Count}");
    }
}
