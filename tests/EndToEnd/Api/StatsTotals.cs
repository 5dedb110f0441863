namespace OneLink.EndToEnd.Api;

internal sealed record StatsTotals(long Clicks, long UniqueVisitors, long Bots, long Prefetches);
