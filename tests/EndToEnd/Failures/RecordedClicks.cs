using OneLink.EndToEnd.Api;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Failures;

/// <summary>Compares what visitors were promised with what ClickHouse has, click by click.</summary>
internal static class RecordedClicks
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Waits until every redirected visit is recorded, then expects each exactly once, nothing that was not sent, and the
    /// same sum from the API.
    /// </summary>
    public static async Task ExpectExactlyOnceAsync(Installation installation, SteadyLoad load, IReadOnlyList<string> slugs)
    {
        var recorded = await ExpectEachOnceAsync(installation, load);

        // A batch is in the table a moment before it is in the rollup that statistics are read from.
        await Eventually.EqualAsync(
            recorded,
            async () => (await Task.WhenAll(slugs.Select(installation.Api.ClicksAsync))).Sum(),
            Eventually.Patience);
    }

    /// <summary>Waits until every redirected visit is recorded, then expects each exactly once, and nothing that was not sent.</summary>
    /// <returns>How many.</returns>
    public static async Task<int> ExpectEachOnceAsync(Installation installation, SteadyLoad load)
    {
        using var table = new ClickTable(installation.Credentials);
        var answered = load.Answered.ToHashSet(StringComparer.Ordinal);
        IReadOnlyDictionary<string, int> recorded = new Dictionary<string, int>();
        await Eventually.TrueAsync(
            async () =>
            {
                recorded = await table.ReferrersAsync(load.Prefix);
                return answered.IsSubsetOf(recorded.Keys);
            },
            Limit,
            $"all of {answered.Count} redirected visits are recorded (so far {answered.Count(recorded.ContainsKey)})");

        Assert.DoesNotContain(recorded, click => click.Value != 1);
        Assert.Empty(recorded.Keys.Except(answered).Except(load.Unanswered));
        return recorded.Count;
    }
}
