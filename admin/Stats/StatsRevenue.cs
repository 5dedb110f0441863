namespace OneLink.Admin.Stats;

/// <summary>Money in units of its currency. Sums of different currencies are never added up.</summary>
internal sealed record StatsRevenue(string Currency, decimal Amount);
