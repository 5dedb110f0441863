namespace OneLink.Client.Stats;

/// <summary>Sums since a stream was opened.</summary>
public sealed record LiveCounters(long Clicks, long Bots, long Prefetches);
