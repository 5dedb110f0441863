namespace OneLink.Admin.Stats;

internal sealed record StatsPoint(string Time, long Clicks, long UniqueVisitors);
