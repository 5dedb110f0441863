using System.Globalization;
using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Failures;

/// <summary>Compares what visitors were promised with what ClickHouse has, click by click and link by link.</summary>
internal static class RecordedClicks
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="ExpectExactlyOnceAsync(Installation, IReadOnlyList{SteadyLoad}, IReadOnlyList{string})"/>
    public static Task<int> ExpectExactlyOnceAsync(Installation installation, SteadyLoad load, IReadOnlyList<string> slugs)
        => ExpectExactlyOnceAsync(installation, [load], slugs);

    /// <summary>
    /// Waits until every redirected visit is recorded, then expects each exactly once, with its link and an id of its own,
    /// nothing that was not sent, and of each link the same sum from the API.
    /// </summary>
    /// <param name="installation">Whose ClickHouse and API are asked.</param>
    /// <param name="loads">All that tapped these links, and have stopped.</param>
    /// <param name="slugs">The links.</param>
    /// <returns>How many clicks are recorded.</returns>
    public static async Task<int> ExpectExactlyOnceAsync(Installation installation, IReadOnlyList<SteadyLoad> loads, IReadOnlyList<string> slugs)
    {
        using var table = new ClickTable(installation.Credentials);
        var recorded = await EachOnceAsync(table, loads);

        // A batch is in the table a moment before it is in the rollup that statistics are read from.
        var counts = recorded.CountBy(click => click.Slug).ToDictionary(StringComparer.Ordinal);
        await Eventually.NothingAsync(
            async () => Listed("links have other clicks in their stats", await OtherwiseAsync(slugs, counts, installation.Api, table)),
            Eventually.Patience);
        return recorded.Count;
    }

    /// <summary>As <see cref="ExpectExactlyOnceAsync(Installation, SteadyLoad, IReadOnlyList{string})"/>, whatever the API says.</summary>
    public static async Task<int> ExpectEachOnceAsync(Installation installation, SteadyLoad load)
    {
        using var table = new ClickTable(installation.Credentials);
        return (await EachOnceAsync(table, [load])).Count;
    }

    private static async Task<List<(RecordedClick Click, string Slug)>> EachOnceAsync(ClickTable table, IReadOnlyList<SteadyLoad> loads)
    {
        List<(RecordedClick Click, string Slug)> recorded = [];
        await Eventually.NothingAsync(
            async () =>
            {
                recorded.Clear();
                if (!await table.ExistsAsync())
                {
                    // An installation that has just started.
                    return "the table of clicks is not there yet";
                }

                var missing = new List<string>();
                foreach (var load in loads)
                {
                    var clicks = await table.ClicksAsync(load.Prefix);
                    recorded.AddRange(clicks.Select(click => (click, load.SlugOf(click.Referrer))));
                    missing.AddRange(load.Answered.Except(clicks.Select(click => click.Referrer)).Select(referrer => $"{referrer} on {load.SlugOf(referrer)}"));
                }

                return Listed("redirected visits are not recorded", missing);
            },
            Limit);

        List<string> wrong =
        [
            .. Shared(recorded, click => click.Click.Referrer, click => click.Click.Id, "visit"),
            .. Shared(recorded, click => click.Click.Id, click => click.Click.Referrer, "click id"),
            .. Shared(recorded.DistinctBy(click => (click.Slug, click.Click.LinkId)), click => click.Slug, click => click.Click.LinkId, "link"),
            .. Shared(recorded.DistinctBy(click => (click.Slug, click.Click.LinkId)), click => click.Click.LinkId, click => click.Slug, "link id"),
            .. recorded.Select(click => click.Click.Referrer).Except(loads.SelectMany(load => load.Answered.Concat(load.Unanswered))).Select(referrer => referrer + " was never sent"),
        ];
        Assert.True(wrong.Count == 0, Listed("clicks are wrong", wrong));
        return recorded;
    }

    /// <summary>What several clicks have in common that each should have for itself.</summary>
    private static IEnumerable<string> Shared(
        IEnumerable<(RecordedClick Click, string Slug)> clicks, Func<(RecordedClick Click, string Slug), string> key, Func<(RecordedClick Click, string Slug), string> other, string what)
        => clicks.GroupBy(key, StringComparer.Ordinal)
            .Where(group => group.Skip(1).Any())
            .Select(group => $"the {what} {group.Key} is that of {string.Join(" and ", group.Select(other))}");

    private static async Task<List<string>> OtherwiseAsync(IReadOnlyList<string> slugs, Dictionary<string, int> counts, LinksApi api, ClickTable table)
    {
        var answers = await Task.WhenAll(slugs.Select(async slug => (slug, clicks: await api.ClicksAsync(slug))));
        var others = answers.Where(answer => answer.clicks != counts.GetValueOrDefault(answer.slug)).ToList();
        return others.Count == 0 ? [] :
        [
            .. others.Select(answer => string.Create(CultureInfo.InvariantCulture, $"{answer.slug}: {answer.clicks} in place of {counts.GetValueOrDefault(answer.slug)}")),
            (await table.TotalsAsync()).ToString(),
        ];
    }

    private static string Listed(string what, List<string> faults)
        => faults.Count == 0 ? "" : $"{faults.Count} {what}:\n{string.Join('\n', faults.Take(10))}";
}
