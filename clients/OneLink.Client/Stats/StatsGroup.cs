namespace OneLink.Client.Stats;

/// <summary>One value of a dimension; of a link with its id.</summary>
public sealed record StatsGroup(string Value, string? Id, long Clicks, long UniqueVisitors);
