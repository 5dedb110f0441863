namespace OneLink.Client.Stats;

/// <summary>Totals, series and groups beside each other.</summary>
public sealed record ClickStats
{
    /// <summary>Null for an account.</summary>
    public string? Slug { get; init; }

    /// <summary>Null for an account.</summary>
    public string? Domain { get; init; }

    public required DateTimeOffset From { get; init; }

    /// <summary>Exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    public required string Timezone { get; init; }

    public required string Interval { get; init; }

    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>What unique visitors are, in a sentence.</summary>
    public required string UniqueVisitorsMeaning { get; init; }

    public required StatsTotals Totals { get; init; }

    /// <summary>Without gaps.</summary>
    public required IReadOnlyList<StatsPoint> Series { get; init; }

    /// <summary>By dimension, most clicks first.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<StatsGroup>> Groups { get; init; }

    public StatsPivot? Pivot { get; init; }

    public StatsPrevious? Previous { get; init; }

    public StatsConversions? Conversions { get; init; }

    public StatsVariantTest? VariantTest { get; init; }

    /// <summary>Clicks by value of one dimension that was asked for.</summary>
    public IReadOnlyDictionary<string, long> ClicksBy(string dimension)
        => Groups[dimension].ToDictionary(group => group.Value, group => group.Clicks, StringComparer.Ordinal);
}
