using System.Text.Json.Serialization;

namespace OneLink.Admin.Stats;

/// <summary>
/// The answer of shape <c>summary</c>. <c>from</c> is inclusive, <c>to</c> is not. Slug and domain are there for a link;
/// what stands behind <c>groups</c> is there where it was asked for.
/// </summary>
internal sealed record StatsResponse(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Slug,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Domain,
    string From,
    string To,
    string Timezone,
    string Interval,
    string GeneratedAt,
    string UniqueVisitorsMeaning,
    StatsTotals Totals,
    IReadOnlyList<StatsPoint> Series,
    IReadOnlyDictionary<string, IReadOnlyList<StatsGroupRow>> Groups)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatsPivot? Pivot { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatsPrevious? Previous { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatsConversions? Conversions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StatsVariantTest? VariantTest { get; init; }
}
