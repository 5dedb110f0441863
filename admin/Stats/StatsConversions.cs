using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Conversions that happened in the range, whenever their clicks were.</summary>
internal sealed record StatsConversions(long Count, IReadOnlyList<StatsRevenue> Revenue, IReadOnlyList<StatsConversionType> Types)
{
    public static StatsConversions Of(IReadOnlyList<ConversionCounts> counts) => new(
        counts.Sum(row => row.Count),
        RevenueOf(counts),
        [.. counts.GroupBy(row => row.Type, StringComparer.Ordinal).Select(type => new StatsConversionType(type.Key, type.Sum(row => row.Count), RevenueOf(type)))]);

    private static IReadOnlyList<StatsRevenue> RevenueOf(IEnumerable<ConversionCounts> counts) =>
    [
        .. counts.Where(row => row.Currency.Length > 0)
            .GroupBy(row => row.Currency, StringComparer.Ordinal)
            .OrderBy(currency => currency.Key, StringComparer.Ordinal)
            .Select(currency => new StatsRevenue(currency.Key, currency.Sum(row => row.Amount))),
    ];
}
