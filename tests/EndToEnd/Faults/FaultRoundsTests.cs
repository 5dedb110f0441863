using System.Globalization;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Faults;

/// <summary>
/// Round after round: visitors come to both edges, something breaks, it recovers, they come on. Then every redirect that
/// was received is looked for in ClickHouse: there once, in the table and in its totals, and nothing else is. Meanwhile
/// both edges together let exactly as many people through a link with <c>maxClicks</c> as it says.
/// <c>ONELINK_FAULT_ROUNDS</c> and <c>ONELINK_FAULT_SEED</c> make it longer and another one (<c>./onelink load faults</c>);
/// the short version has each fault once.
/// </summary>
public sealed class FaultRoundsTests(FaultInstallation installation, ITestOutputHelper output)
    : EndToEndTest(installation, output), IClassFixture<FaultInstallation>
{
    private const int Some = 400;
    private const int MaxClicks = 1_000;

    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Faults_RoundAfterRound_EveryRedirectIsRecordedOnceInTableAndTotals()
    {
        var faults = Fault.Of(installation);
        var rounds = Setting("ONELINK_FAULT_ROUNDS") ?? faults.Count;
        var seed = Setting("ONELINK_FAULT_SEED") ?? 1;
        var random = new Random(seed);
        var tally = new FaultTally();
        using var table = new ClickTable(installation.Credentials);
        Say($"seed {seed}, {rounds} rounds of {faults.Count} kinds");
        await Eventually.TrueAsync(table.ExistsAsync, ArrivalLimit, "the schema is there");
        try
        {
            var deck = new List<Fault>();
            for (var number = 1; number <= rounds; number++)
            {
                if (deck.Count == 0)
                {
                    // Each kind once before any comes again.
                    deck.AddRange(faults);
                    random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(deck));
                }

                var fault = deck[^1];
                deck.RemoveAt(deck.Count - 1);
                await RunAsync(number, fault, new FaultRound(installation, random), table, tally);
            }
        }
        finally
        {
            Say(tally.ToString());
            var folder = Directory.CreateDirectory(Path.Combine(Places.Artifacts, "faults")).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"seed-{seed}.md")), tally.ToString());
        }
    }

    private async Task RunAsync(int number, Fault fault, FaultRound round, ClickTable table, FaultTally tally)
    {
        string[] slugs = [.. Enumerable.Range(1, 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"fault-{number}-{i}"))];
        var limited = string.Create(CultureInfo.InvariantCulture, $"fault-{number}-limited");
        (await Api.PostAsync("/links", slugs.Select(slug => new { slug, url = $"https://example.com/{slug}" }))).Expect(200);
        (await Api.PostAsync("/links", new { slug = limited, url = "https://example.com/limited", maxClicks = MaxClicks })).Expect(201);
        await UntilServedAsync(limited);
        var droppedBefore = await DroppedAsync();

        await using var first = new SteadyLoad(installation.Edge.EndPoint, slugs);
        await using var second = new SteadyLoad(installation.SecondEdge.EndPoint, slugs);
        await using var firstLimited = new SteadyLoad(installation.Edge.EndPoint, [limited], connections: 1, MaxClicks);
        await using var secondLimited = new SteadyLoad(installation.SecondEdge.EndPoint, [limited], connections: 1, MaxClicks);
        await Task.WhenAll(first.UntilAnsweredAsync(Some), second.UntilAnsweredAsync(Some));
        await fault.InflictAsync(round);
        await Task.WhenAll(first.UntilAnsweredAsync(Some), second.UntilAnsweredAsync(Some), firstLimited.UntilDoneAsync(), secondLimited.UntilDoneAsync());
        await Task.WhenAll(first.StopAsync(), second.StopAsync());

        SteadyLoad[] loads = [first, second, firstLimited, secondLimited];
        Assert.Empty(first.Unexpected.Concat(second.Unexpected));
        await ExpectTakenAsync(firstLimited, secondLimited, limited);
        if (!fault.EndsEdge)
        {
            Assert.Equal((0, 0), (loads.Sum(load => load.Refused), loads.Sum(load => load.Unanswered.Count)));
        }

        // A killed edge forgets its counters; no fault that kills one fills the disk.
        var dropped = fault.EndsEdge ? 0 : await DroppedAsync() - droppedBefore;
        var redirected = loads.Sum(load => load.Answered.Count);
        var recorded = await RecordedAsync([first, firstLimited], table, dropped) + await RecordedAsync([second, secondLimited], table, dropped: 0);
        await ExpectTotalsAsync(table);
        await Eventually.EqualAsync<long>(recorded, async () => (await Task.WhenAll(slugs.Append(limited).Select(CountedAsync))).Sum(), Eventually.Patience);
        tally.Add(fault.Name, redirected, redirected - (int)dropped, loads.Sum(load => load.Unanswered.Count), loads.Sum(load => load.Refused), dropped);
        Say(string.Create(CultureInfo.InvariantCulture, $"{number}: {fault.Name}: {redirected} redirected, {recorded} recorded, {dropped} dropped"));
    }

    /// <summary>
    /// The edges let through as many people as the link allows, and let nobody through any more. A visit that broke with its
    /// edge may have taken a click.
    /// </summary>
    private async Task ExpectTakenAsync(SteadyLoad first, SteadyLoad second, string limited)
    {
        var letThrough = first.Answered.Count + second.Answered.Count;
        Assert.InRange(MaxClicks, letThrough, letThrough + first.Unanswered.Count + second.Unanswered.Count);
        foreach (var edge in (ProductProcess[])[installation.Edge, installation.SecondEdge])
        {
            using var connection = new KeepAliveConnection(edge.EndPoint);
            Assert.Equal(410, (await connection.SendAsync(new Visit(Slugs.PathOf(limited)))).Status);
        }
    }

    /// <summary>Waits until all redirects of an edge but the dropped ones are there; expects each once, and no other click.</summary>
    private static async Task<int> RecordedAsync(IReadOnlyList<SteadyLoad> loads, ClickTable table, long dropped)
    {
        var answered = loads.SelectMany(load => load.Answered).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        await Eventually.TrueAsync(
            async () =>
            {
                found.Clear();
                foreach (var load in loads)
                {
                    foreach (var (referrer, clicks) in await table.ReferrersAsync(load.Prefix))
                    {
                        found.Add(referrer, clicks);
                    }
                }

                return answered.Count - answered.Count(found.ContainsKey) <= dropped;
            },
            ArrivalLimit,
            $"all but {dropped} of {answered.Count} redirects are recorded");
        Assert.DoesNotContain(found, click => click.Value != 1);
        Assert.Empty(found.Keys.Except(answered).Except(loads.SelectMany(load => load.Unanswered)));
        Assert.Equal(dropped, answered.Count - answered.Count(found.ContainsKey));
        return found.Count;
    }

    /// <summary>Table and totals agree and no click id is there twice; shows the numbers where not.</summary>
    private static Task ExpectTotalsAsync(ClickTable table)
        => Eventually.NothingAsync(async () => await table.TotalsAsync() is { AreEqual: false } totals ? totals.ToString() : "", Eventually.Patience);

    private async Task UntilServedAsync(string slug)
    {
        await installation.UntilServedAsync(slug);
        using var connection = new KeepAliveConnection(installation.SecondEdge.EndPoint);
        await Eventually.TrueAsync(
            async () => (await connection.SendAsync(new Visit(Slugs.PathOf(slug)) { Method = "HEAD" })).Status is not (404 or 503),
            Eventually.Patience,
            "the second edge serves the links");
    }

    /// <summary>From a range that holds what an edge with a wrong clock recorded.</summary>
    private async Task<long> CountedAsync(string slug)
    {
        var now = DateTimeOffset.UtcNow;
        var range = string.Create(CultureInfo.InvariantCulture, $"from={now.AddDays(-3):yyyy-MM-dd}&to={now.AddDays(3):yyyy-MM-dd}");
        return (await Api.StatsAsync(slug, range)).Totals.Clicks;
    }

    private Task<long> DroppedAsync() => FaultInstallation.CounterAsync(installation.Edge, "onelink_edge_clicks_dropped_total");

    private static int? Setting(string name)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
