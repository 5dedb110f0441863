namespace OneLink.Client.Stats;

/// <summary>The range that an answer is compared with.</summary>
public sealed record StatsPrevious(DateTimeOffset From, DateTimeOffset To, StatsTotals Totals, IReadOnlyList<StatsPoint> Series, StatsChange Change);
