namespace OneLink.Client.Stats;

/// <summary>Growth as a share of what there was; null where there was nothing.</summary>
public sealed record StatsChange(double? Clicks, double? UniqueVisitors);
