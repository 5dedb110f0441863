namespace OneLink.Admin.Stats;

internal sealed record StatsGroupRow(string Value, long Clicks, long UniqueVisitors);
