namespace OneLink.Admin.Stats;

internal sealed record StatsTotals(long Clicks, long UniqueVisitors, long Bots, long Prefetches);
