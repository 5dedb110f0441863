namespace OneLink.Client.Stats;

/// <summary>Money of one currency.</summary>
public sealed record StatsRevenue(string Currency, decimal Amount);
