namespace OneLink.Admin.Stats;

internal sealed record StatsConversionType(string Type, long Count, IReadOnlyList<StatsRevenue> Revenue);
