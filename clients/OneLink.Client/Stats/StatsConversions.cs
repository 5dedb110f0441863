namespace OneLink.Client.Stats;

/// <summary>Conversions that happened in a range.</summary>
public sealed record StatsConversions(long Count, IReadOnlyList<StatsRevenue> Revenue, IReadOnlyList<StatsConversionType> Types);
