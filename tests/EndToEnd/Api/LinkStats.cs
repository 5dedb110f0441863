namespace OneLink.EndToEnd.Api;

/// <summary>The answer of <c>GET /links/{slug}/stats</c>.</summary>
internal sealed record LinkStats(StatsTotals Totals, IReadOnlyList<StatsPoint> Series, IReadOnlyDictionary<string, IReadOnlyList<StatsGroup>> Groups)
{
    /// <summary>Clicks by value of one dimension.</summary>
    public IReadOnlyDictionary<string, long> Clicks(string dimension)
        => Groups[dimension].ToDictionary(group => group.Value, group => group.Clicks);
}
