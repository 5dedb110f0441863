namespace OneLink.EndToEnd.Api;

/// <summary>A point of the series; its time is kept as sent, with its offset.</summary>
internal sealed record StatsPoint(string Time, long Clicks, long UniqueVisitors);
