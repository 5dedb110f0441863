using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Edges;
using OneLink.EndToEnd.Failures;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Cluster;

/// <summary>
/// Round after round: programs change links through both admins in turns, visitors tap at all five edges, and up to three
/// parts of the installation break at once and are mended. Nobody helps otherwise. After each few rounds everything is counted:
/// each change that was answered is in the change log and the audit log once and on every edge, where all have the same
/// digest at the last change's sequence; and each answered tap is in ClickHouse once.
/// <c>ONELINK_FAULT_ROUNDS</c> and <c>ONELINK_FAULT_SEED</c> make it longer and another one (<c>./onelink load cluster-faults</c>);
/// the short version has each fault once.
/// </summary>
public sealed class ClusterFaultsTests(ClusterInstallation cluster, ITestOutputHelper output) : EndToEndTest(cluster, output), IClassFixture<ClusterInstallation>
{
    private const int Programs = 3;

    /// <summary>Faults at the same time.</summary>
    private const int AtOnce = 3;

    /// <summary>Rounds between two counts.</summary>
    private const int RoundsOfEpisode = 4;

    /// <summary>Changes of each program, and redirects of each edge, that show that a round is over.</summary>
    private const int Some = 5;

    private const int TapPauseMilliseconds = 10;

    /// <summary>Of programs and of the one who looks: shorter than some faults.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly List<LinkProgram> _programs = [];
    private readonly List<ClusterFault> _deck = [];
    private readonly ClusterTally _tally = new();

    [Fact]
    public async Task Faults_RoundAfterRound_EveryChangeIsOnFiveEdgesAndEveryTapIsRecordedOnce()
    {
        var seed = Setting("ONELINK_FAULT_SEED") ?? 1;
        var rounds = Setting("ONELINK_FAULT_ROUNDS") ?? RoundsOfEpisode;
        var random = new Random(seed);
        Say($"seed {seed}, {rounds} rounds");
        using var table = new ClickTable(cluster.Credentials);
        await Eventually.TrueAsync(table.ExistsAsync, Limit, "the schema is there");
        try
        {
            for (var round = 0; round < rounds; round += RoundsOfEpisode)
            {
                await EpisodeAsync(round, Math.Min(RoundsOfEpisode, rounds - round), seed, random, table);
            }
        }
        finally
        {
            Say(_tally.ToString());
            var folder = Directory.CreateDirectory(Path.Combine(Places.Artifacts, "faults")).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cluster-seed-{seed}.md")), _tally.ToString());
        }
    }

    private async Task EpisodeAsync(int firstRound, int rounds, int seed, Random random, ClickTable table)
    {
        using var api = LinksApi.InTurns(cluster.BalancedAddress, cluster.Credentials, Patience);
        var programs = Enumerable.Range(1, Programs)
            .Select(number => new LinkProgram(api, string.Create(CultureInfo.InvariantCulture, $"e{firstRound}-p{number}"), unchecked((seed * 1_000) + (firstRound * 10) + number)))
            .ToList();
        _programs.AddRange(programs);
        await Task.WhenAll(programs.Select(program => program.BeginAsync()));
        string[] tapped = [.. programs.SelectMany(program => program.TappedSlugs)];
        await SettledAsync();

        using var end = new CancellationTokenSource();
        var working = programs.Select(program => Task.Run(() => program.RunAsync(end.Token))).Append(Task.Run(() => LookAsync(api, tapped, end.Token))).ToList();
        SteadyLoad[] loads = [.. cluster.AllEdges.Select(edge => new SteadyLoad(edge.EndPoint, tapped, connections: 1, pauseMilliseconds: TapPauseMilliseconds))];
        try
        {
            for (var round = firstRound; round < firstRound + rounds; round++)
            {
                await ProgressAsync(programs, loads, working);
                var faults = Draw(random);
                Say(string.Create(CultureInfo.InvariantCulture, $"{round + 1}: {string.Join("; ", faults.Select(fault => fault.Name))}"));
                _tally.AddRound(faults);

                // A chance of its own for each: what one draws does not depend on how fast another is.
                await Task.WhenAll(faults.Select(fault => (fault, random: new Random(random.Next()))).ToList().Select(pair => pair.fault.InflictAsync(cluster, pair.random)));
            }

            await ProgressAsync(programs, loads, working);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(loads.Select(load => load.StopAsync()));
        }

        await Task.WhenAll(working);
        Assert.All(cluster.Processes, process => Assert.True(process.IsRunning, process.Name + " has ended by itself."));
        await ExpectChangesAsync(await SettledAsync());
        var unexpected = loads.SelectMany(load => load.Unexpected).ToList();
        Assert.True(unexpected.Count == 0, $"{unexpected.Count} visits were not redirected, the first with: {unexpected.FirstOrDefault()?.Head}");
        var recorded = await RecordedClicks.ExpectExactlyOnceAsync(cluster, loads, tapped);
        await Eventually.NothingAsync(async () => await table.TotalsAsync() is { AreEqual: false } totals ? totals.ToString() : "", Eventually.Patience);
        _tally.AddCounts(programs, loads, recorded);
    }

    /// <summary>Faults of different parts; each kind once before any comes again.</summary>
    private List<ClusterFault> Draw(Random random)
    {
        var drawn = new List<ClusterFault>();
        while (drawn.Count < AtOnce)
        {
            if (!_deck.Exists(fault => drawn.TrueForAll(other => other.Part != fault.Part)))
            {
                var more = ClusterFault.All.ToList();
                random.Shuffle(CollectionsMarshal.AsSpan(more));
                _deck.AddRange(more);
            }

            var next = _deck.First(fault => drawn.TrueForAll(other => other.Part != fault.Part));
            _deck.Remove(next);
            drawn.Add(next);
        }

        return drawn;
    }

    /// <summary>Waits until everybody has got on with what he does.</summary>
    private static async Task ProgressAsync(IReadOnlyList<LinkProgram> programs, IReadOnlyList<SteadyLoad> loads, IReadOnlyList<Task> working)
    {
        var goals = programs.Select(program => (program, goal: program.Acknowledged + Some)).ToList();
        await Task.WhenAll(loads.Select(load => load.UntilAnsweredAsync(Some)));
        await Eventually.NothingAsync(
            async () =>
            {
                // What one of them did not expect is to be said, and not that nothing comes any more.
                await Task.WhenAll(working.Where(work => work.IsFaulted));
                return string.Join('\n', goals.Where(pair => pair.program.Acknowledged < pair.goal).Select(pair => pair.program.UnderWay));
            },
            Limit);
    }

    /// <summary>Somebody who looks at links and their clicks: gets them, or hears that there is trouble, and nothing else.</summary>
    private static async Task LookAsync(LinksApi api, string[] slugs, CancellationToken end)
    {
        for (var number = 0; !end.IsCancellationRequested; number++)
        {
            var path = LinksApi.PathOf(slugs[number % slugs.Length]);
            foreach (var looked in (string[])[path, path + "/stats", "/links?limit=5"])
            {
                try
                {
                    var answer = await api.GetAsync(looked);
                    Assert.True(answer.Status is 200 or 503, $"GET {looked}: {answer.Status} {answer.Text}");
                }
                catch (Exception exception) when (exception is HttpRequestException or SocketException or OperationCanceledException or IOException)
                {
                    // It died, or takes too long.
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        }
    }

    /// <summary>Waits until all edges have the same links, those of the last change.</summary>
    private async Task<EdgeDigest> SettledAsync()
    {
        EdgeDigest[] digests = [];
        await Eventually.NothingAsync(
            async () =>
            {
                var last = long.Parse((await cluster.Postgres.QueryAsync("SELECT last_sequence FROM feed_state"))[0][0], CultureInfo.InvariantCulture);
                digests = await Task.WhenAll(cluster.AllEdges.Select(cluster.DigestAsync));
                return Array.TrueForAll(digests, digest => digest.Settled && digest == digests[0] && digest.Sequence == last)
                    ? "" : string.Join('\n', digests.Select(digest => digest.ToString()).Prepend(string.Create(CultureInfo.InvariantCulture, $"of {last}")));
            },
            Limit);
        return digests[0];
    }

    /// <summary>Of every link that a program ever made: what it is on each edge, and how often it is said to have been changed.</summary>
    private async Task ExpectChangesAsync(EdgeDigest digest)
    {
        var links = _programs.SelectMany(program => program.Links).ToDictionary(StringComparer.Ordinal);
        var faults = new List<string>();
        foreach (var edge in cluster.AllEdges)
        {
            var slugs = links.Keys.ToList();
            var answers = await Crowd.VisitAsync(edge.EndPoint, [.. slugs.Select(slug => new Visit(Slugs.PathOf(slug)) { Method = "HEAD" })]);
            faults.AddRange(slugs.Zip(answers)
                .Where(pair => links[pair.First].Url is { } url ? pair.Second.Status != 302 || pair.Second.Location != url : pair.Second.Status != 404)
                .Select(pair => $"{edge.Name} answers {pair.First} with {pair.Second.Status} {pair.Second.Location} instead of {links[pair.First]}"));
        }

        faults.AddRange(await CountedOtherwiseAsync("change log", "SELECT slug_key, COUNT(*) FROM change_log WHERE slug_key ~ '^e[0-9]+-p[0-9]+-' GROUP BY slug_key", links));
        faults.AddRange(await CountedOtherwiseAsync(
            "audit log", "SELECT regexp_replace(object_name, '^.*/', ''), COUNT(*) FROM audit_log WHERE object_name ~ 'e[0-9]+-p[0-9]+-' GROUP BY 1", links));
        Assert.True(faults.Count == 0, $"{faults.Count} of {links.Count} links are not as their last change left them:\n{string.Join('\n', faults.Take(20))}");
        Assert.Equal(links.Values.Count(link => link.Url is not null), digest.Links);
    }

    private async Task<IEnumerable<string>> CountedOtherwiseAsync(string log, string sql, Dictionary<string, LinkProgram.LinkState> links)
    {
        var counts = (await cluster.Postgres.QueryAsync(sql)).ToDictionary(row => row[0], row => int.Parse(row[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        return links.Keys.Union(counts.Keys)
            .Where(slug => counts.GetValueOrDefault(slug) != links.GetValueOrDefault(slug)?.Changes)
            .Select(slug => $"the {log} has {counts.GetValueOrDefault(slug)} changes of {slug}, which is {links.GetValueOrDefault(slug)}");
    }

    private static int? Setting(string name)
        => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
