using System.Globalization;

namespace OneLink.Simulation;

/// <summary>The questions that docs/scaling.md answers. Each prints rows of a table; <see cref="Checks"/> are those that were measured too.</summary>
internal static class Scenarios
{
    /// <summary>A million redirects a second at the busiest moment, over twenty regions.</summary>
    public static Plan World { get; } = new()
    {
        Regions = Regions.Twenty,
        TapsPerSecond = 1e6,
        EdgesInARegion = 2,
        CoresOfAnEdge = 2,
        Shards = 8,

        // Assumed: eight cores take twice what two shared ones do. The engine was not measured on more than two.
        RowsPerSecondOfAShard = Measured.RowsPerSecond * 2,
    };

    /// <summary>What the model says of what was measured.</summary>
    public static IReadOnlyList<Check> Checks()
    {
        var one = new Plan
        {
            Regions = [new Region("here", "here", 1, 0)],
            TapsPerSecond = 30_000,
            EdgesInARegion = 1,
            CoresOfAnEdge = 1,
            Shards = 1,
            RowsPerSecondOfAShard = Measured.RowsPerSecond,
        };
        var sustained = Run(one, taps: 60, until: 70);
        var drained = Drain(one, clicks: 5e6);
        var feed = new Agenda();
        var tree = new FeedTree(feed, one, _ => Measured.ChangesPerSecond * 0.999, until: 20);
        feed.RunUntil(30);
        return
        [
            // The slowest of a minute on a real machine has the scheduler's share, which the model has not.
            new Check("30,000 clicks/s for a minute: longest lag, s", 1.08, sustained.Edges[0].Lag.Longest, Least: 0.4, Most: 1.1),
            new Check("5 million clicks drained, s", 20.4, drained, Least: 0.9, Most: 1.3),
            new Check("one core of an edge: redirects/s, 64 connections", 95_330, sustained.Edges[0].Capacity, Least: 0.9, Most: 1.1),
            new Check("20,000 changes/s: p50 until visible, s", 0.008, tree.Delays.Quantile(0.5), Least: 0.3, Most: 3),
        ];
    }

    public static IEnumerable<string[]> Busiest()
    {
        var fleet = Run(World, taps: 120, until: 130);
        yield return ["redirects answered", Number(fleet.Edges.Sum(edge => edge.Answered))];
        yield return ["cores of edges busy with them", Share(World.TapsPerSecond * Measured.RedirectSeconds / (World.CoresOfAnEdge * fleet.Edges.Count))];
        yield return ["the busiest edge's cores", Share(World.Regions.Max(region => region.Share) * World.TapsPerSecond / World.EdgesInARegion * Measured.RedirectSeconds / World.CoresOfAnEdge)];
        yield return ["rows stored", Number(fleet.Edges.Sum(edge => edge.Stored))];
        yield return ["the busiest shard", Share(fleet.Shards.Max(shard => shard.Busy) / 120)];
        yield return ["from tap to row: p50, p99, longest", Seconds(Lags(fleet))];
    }

    public static IEnumerable<string[]> LostRegion()
    {
        var agenda = new Agenda();
        var fleet = new Fleet(agenda, World, taps: 600, seed: 1);
        agenda.RunUntil(60);
        fleet.Lose("Virginia");
        agenda.RunUntil(360);
        var unanswered = fleet.Edges.Sum(edge => edge.Unanswered);
        var kept = fleet.In("Virginia").Sum(edge => edge.InSpool);
        var busiest = fleet.Edges.Max(edge => edge.Waits.Longest);
        fleet.Return("Virginia");
        agenda.RunUntil(700);
        yield return ["taps that nobody answered until visitors were led elsewhere", Number(unanswered)];
        yield return ["of all taps of the region in these five minutes", Share(unanswered / (300 * World.TapsPerSecond * 0.10))];
        yield return ["longest wait for a core elsewhere", Seconds(busiest)];
        yield return ["clicks that waited on its disks for its return", Number(kept)];
        yield return ["rows missing ten minutes later", Number(fleet.Edges.Sum(edge => edge.Answered - edge.Stored))];
    }

    public static IEnumerable<string[]> LostShard()
    {
        var agenda = new Agenda();
        var fleet = new Fleet(agenda, World, taps: 1_800, seed: 2);
        agenda.RunUntil(60);
        fleet.Shards[0].IsAway = true;
        agenda.RunUntil(660);
        var edges = fleet.Edges.Where((_, index) => index % World.Shards == 0).ToList();
        yield return ["clicks waiting in spools after ten minutes without a shard and its replica", Number(edges.Sum(edge => edge.InSpool))];
        yield return ["disk of the busiest edge for them", Bytes(edges.Max(edge => edge.InSpool) * Measured.SpoolBytes)];
        fleet.Shards[0].IsAway = false;
        var back = agenda.Now;
        while (edges.Any(edge => edge.InSpool > Measured.BatchRows) && agenda.Now < 1_790)
        {
            agenda.RunUntil(agenda.Now + 1);
        }

        yield return ["caught up after, s", Number(agenda.Now - back)];
        agenda.RunUntil(1_900);
        yield return ["rows missing", Number(fleet.Edges.Sum(edge => edge.Answered - edge.Stored))];
    }

    public static IEnumerable<string[]> FeedStorm()
    {
        foreach (var (name, plan) in new[] { ("one stream a region, relays", World), ("one stream an edge", World with { HasRelays = false }) })
        {
            foreach (var changes in new[] { 1_000d, Measured.LinksMadePerSecond })
            {
                var agenda = new Agenda();
                var tree = new FeedTree(agenda, plan, _ => changes, until: 30);
                agenda.RunUntil(600);
                yield return [$"{name}, {Number(changes)} changes/s: p50, p99, longest", Seconds(tree.Delays.Quantile(0.5), tree.Delays.Quantile(0.99), tree.Delays.Longest)];
                yield return [$"{name}, {Number(changes)} changes/s: the admin sends", $"{tree.Sent * 8 / 30 / 1e6:0} Mbit/s"];
            }
        }
    }

    /// <summary>Sums, no simulation.</summary>
    public static IEnumerable<string[]> Sizes()
    {
        const double Links = 1e9;
        var clicksADay = World.TapsPerSecond * 0.4 * 86_400;
        yield return ["a billion links in the memory of one edge", Bytes(Links * Measured.LinkBytes)];
        yield return ["an empty edge loads them with one thread in, min", Number(Links / Measured.LinksLoadedPerSecond / 60)];
        yield return ["and receives them at 1 Gbit/s in, min", Number(Links * World.ChangeBytes * 8 / 1e9 / 60)];
        yield return ["clicks a day, if the mean is 0.4 of the busiest moment", Number(clicksADay)];
        yield return ["ClickHouse's disks for a day of them, each replica", Bytes(clicksADay * Measured.ClickBytes)];
        yield return ["spool of the busiest edge for an hour without ClickHouse", Bytes(World.Regions.Max(region => region.Share) * World.TapsPerSecond / World.EdgesInARegion * 3_600 * Measured.SpoolBytes)];
    }

    /// <summary>What a billion clicks cost, at the prices of <see cref="Prices"/>.</summary>
    public static IEnumerable<string[]> Cost()
    {
        const double Clicks = 1e9;
        var edges = World.Regions.Count * World.EdgesInARegion * World.CoresOfAnEdge / (World.TapsPerSecond * 0.4) * Clicks / 3_600 * Prices.CoreHour;
        var engines = World.Shards * 2 * 8 / (World.TapsPerSecond * 0.4) * Clicks / 3_600 * Prices.CoreHour;
        var disks = Clicks * Measured.ClickBytes / 1e9 * 2 * Prices.GigabyteMonth * Prices.MonthsKept;
        var answers = Clicks * Prices.AnswerBytes / 1e9 * Prices.GigabyteOut;
        yield return ["processors of the edges", Dollars(edges)];
        yield return ["processors of ClickHouse, two replicas of eight cores a shard", Dollars(engines)];
        yield return [$"disks of two replicas, kept {Prices.MonthsKept} months", Dollars(disks)];
        yield return ["answers sent to visitors", Dollars(answers)];
        yield return ["together", Dollars(edges + engines + disks + answers)];
    }

    private static Fleet Run(Plan plan, double taps, double until)
    {
        var agenda = new Agenda();
        var fleet = new Fleet(agenda, plan, taps, seed: 0);
        agenda.RunUntil(until);
        return fleet;
    }

    /// <returns>Seconds until clicks that all wait at once are rows.</returns>
    private static double Drain(Plan plan, double clicks)
    {
        var agenda = new Agenda();
        var edge = new Edge(agenda, plan with { CoresOfAnEdge = 10_000 }, plan.Regions[0], new Shard(plan), new Random(0));
        agenda.Put(0, () => edge.Tap(clicks));
        agenda.RunUntil(1_000);
        return edge.Lag.Longest - Measured.CommitSeconds;
    }

    private static double[] Lags(Fleet fleet)
    {
        var all = new Weights();
        foreach (var edge in fleet.Edges)
        {
            all.AddAll(edge.Lag);
        }

        return [all.Quantile(0.5), all.Quantile(0.99), all.Longest];
    }

    private static string Dollars(double value) => value.ToString("$0.00", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(value < 10 ? "0.#" : "#,##0", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.0 %", CultureInfo.InvariantCulture);

    private static string Seconds(params double[] values) => string.Join(", ", values.Select(value => value.ToString("0.00 s", CultureInfo.InvariantCulture)));

    private static string Bytes(double value) => value < 1e12
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 1e9:0.0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{value / 1e12:0.00} TB");
}
