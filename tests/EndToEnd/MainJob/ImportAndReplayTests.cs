using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.MainJob;

/// <summary>What OneLink is for, on real links and real traffic: links in, redirects out, and counts that are right to the last click.</summary>
[Collection(EdgeBuild.Native)]
public sealed class ImportAndReplayTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    /// <summary>Questions asked at a time; more would only queue up in ClickHouse.</summary>
    private const int StatsAtOnce = 4;

    /// <summary>
    /// So many links, those with most clicks, are asked for their groups as well: that makes an answer four times as dear
    /// (80 ms of a core), and would be minutes for all of them.
    /// </summary>
    private const int Grouped = 500;

    private const string Question = "interval=day";
    private const string GroupedQuestion = "interval=day&groupBy=platform,country,referrer,browser&limit=1000";

    [Fact]
    public async Task MainJob_AllLinksAndADayOfTraffic_EveryDestinationAndEveryCountIsExact()
    {
        var links = await ImportAsync(LinkCorpus.Read());
        await FollowEveryLinkAsync(links);
        await CountEveryClickAsync(links);
    }

    private async Task<IReadOnlyList<Link>> ImportAsync(IReadOnlyList<JsonObject> corpus)
    {
        var clock = Stopwatch.StartNew();
        var answer = (await Api.PostAsync("/links", corpus)).Expect(200).Json;
        Say($"{corpus.Count} links imported in {clock.ElapsedMilliseconds} ms");

        Assert.Equal((corpus.Count, 0), (answer.GetProperty("created").GetInt32(), answer.GetProperty("failed").GetInt32()));
        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(corpus.Count, results.Count);
        var links = new List<Link>();
        foreach (var (sent, result) in corpus.Zip(results))
        {
            Assert.Equal((links.Count, 201), (result.GetProperty("index").GetInt32(), result.GetProperty("status").GetInt32()));
            var link = System.Text.Json.JsonSerializer.Deserialize<Link>(result.GetProperty("link"), System.Text.Json.JsonSerializerOptions.Web)!;
            Assert.Equal(sent["slug"]!.GetValue<string>().Normalize(NormalizationForm.FormC), link.Slug);
            Assert.Equal(sent["url"]!.GetValue<string>(), link.Url);
            links.Add(link);
        }

        var shown = await Installation.UntilServedAsync(links[^1].Slug);
        Say($"the last of them is served {shown.TotalMilliseconds:0} ms after the answer");
        return links;
    }

    private async Task FollowEveryLinkAsync(IReadOnlyList<Link> links)
    {
        // HEAD: the same answer, and in no count.
        var composed = await Crowd.VisitAsync(Installation.Edge.EndPoint, [.. links.Select(link => new Visit(Slugs.PathOf(link.Slug)) { Method = "HEAD" })]);
        var decomposed = await Crowd.VisitAsync(Installation.Edge.EndPoint, [.. links.Select(link => new Visit(Slugs.DecomposedPathOf(link.Slug)) { Method = "HEAD" })]);
        Assert.All(links.Zip(composed), pair => pair.Second.ExpectRedirect(pair.First.Url));
        Assert.All(links.Zip(decomposed), pair => pair.Second.ExpectRedirect(pair.First.Url));
    }

    private async Task CountEveryClickAsync(IReadOnlyList<Link> links)
    {
        var replay = new Replay([.. links.Select(link => link.Slug)]);
        var clock = Stopwatch.StartNew();
        var answers = await Crowd.VisitAsync(Installation.Edge.EndPoint, replay.Visits);
        Say($"{answers.Count} visits in {clock.ElapsedMilliseconds} ms: {answers.Count / clock.Elapsed.TotalSeconds:0} a second");
        var byStatus = answers.CountBy(answer => answer.Status).ToDictionary();
        Say(string.Join(", ", byStatus.Select(count => $"{count.Value} x {count.Key}")));
        Assert.Empty(byStatus.Keys.Except([200, 302, 404]));
        Assert.Equal(replay.Visits.Count(visit => visit.Target.StartsWith("/no-such-link-", StringComparison.Ordinal)), byStatus[404]);

        clock.Restart();
        var popular = replay.Expectations.MaxBy(expectation => expectation.Value.Clicks);
        await Eventually.EqualAsync(popular.Value.Clicks, () => Api.ClicksAsync(popular.Key), TimeSpan.FromSeconds(20));
        Say($"the most popular link's clicks are complete {clock.ElapsedMilliseconds} ms after the last answer");

        clock.Restart();
        var wrong = new ConcurrentBag<string>();
        var byClicks = replay.Expectations.OrderByDescending(expectation => expectation.Value.Clicks).Index();
        await Parallel.ForEachAsync(byClicks, new ParallelOptions { MaxDegreeOfParallelism = StatsAtOnce }, async (link, _) =>
        {
            var (slug, expected) = link.Item;
            var stats = await Api.StatsAsync(slug, link.Index < Grouped ? GroupedQuestion : Question);
            Assert.Equal(link.Index < Grouped ? 4 : 0, stats.Groups.Count);
            var differences = expected.Differences(stats).ToList();
            if (differences.Count > 0)
            {
                wrong.Add($"{slug}: {string.Join("; ", differences)}");
            }
        });
        Say($"the stats of {links.Count} links read in {clock.ElapsedMilliseconds} ms");
        Assert.True(wrong.IsEmpty, $"{wrong.Count} links differ:\n{string.Join('\n', wrong.Order(StringComparer.Ordinal).Take(20))}");
    }
}
