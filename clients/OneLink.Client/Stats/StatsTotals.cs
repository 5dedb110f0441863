namespace OneLink.Client.Stats;

/// <summary>Sums of a range.</summary>
public sealed record StatsTotals(long Clicks, long UniqueVisitors, long Bots, long Prefetches);
