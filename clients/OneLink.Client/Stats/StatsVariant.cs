namespace OneLink.Client.Stats;

/// <summary>How one variant did.</summary>
public sealed record StatsVariant(string Name, long Clicks, long Converted, double Rate, double? ZScore, double? PValue);
