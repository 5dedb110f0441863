namespace OneLink.EndToEnd.Api;

internal sealed record StatsGroup(string Value, long Clicks, long UniqueVisitors);
