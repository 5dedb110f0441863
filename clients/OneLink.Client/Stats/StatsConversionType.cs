namespace OneLink.Client.Stats;

/// <summary>Conversions of one type.</summary>
public sealed record StatsConversionType(string Type, long Count, IReadOnlyList<StatsRevenue> Revenue);
