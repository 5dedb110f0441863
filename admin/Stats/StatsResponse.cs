namespace OneLink.Admin.Stats;

/// <summary>The answer of shape <c>summary</c>. <c>from</c> is inclusive, <c>to</c> is not.</summary>
internal sealed record StatsResponse(
    string Slug,
    string Domain,
    string From,
    string To,
    string Timezone,
    string Interval,
    string GeneratedAt,
    string UniqueVisitorsMeaning,
    StatsTotals Totals,
    IReadOnlyList<StatsPoint> Series,
    IReadOnlyDictionary<string, IReadOnlyList<StatsGroupRow>> Groups);
