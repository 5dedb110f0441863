namespace OneLink.Client.Stats;

/// <summary>One step of a series; its time has the offset of the time zone asked for.</summary>
public sealed record StatsPoint(DateTimeOffset Time, long Clicks, long UniqueVisitors);
