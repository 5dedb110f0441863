using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Stats;

/// <summary>Answers of stats, as the API description shows them.</summary>
internal static class StatsSchema
{
    private static readonly ApiType Text = ApiType.Text();
    private static readonly ApiField Clicks = new("clicks", ApiType.Count, "Of people.");
    private static readonly ApiField Visitors = new("uniqueVisitors", ApiType.Count, "People told apart within one UTC day.");
    private static readonly ApiField From = new("from", ApiType.Time, "Inclusive, in the time zone asked for.");
    private static readonly ApiField To = new("to", ApiType.Time, "Exclusive.");

    private static readonly ApiType Totals = ApiType.Of(ApiObject.Answered(
        "StatsTotals",
        "Sums of the range.",
        Clicks,
        Visitors,
        new("bots", ApiType.Count, "Crawlers and fetchers of previews."),
        new("prefetches", ApiType.Count, "What browsers fetch ahead of a tap.")));

    private static readonly ApiType Series = ApiType.ListOf(ApiType.Of(ApiObject.Answered(
        "StatsPoint", "One step of the series.", new("time", ApiType.Time, "Local beginning of the step."), Clicks, Visitors)));

    private static readonly ApiType Revenue = ApiType.ListOf(ApiType.Of(ApiObject.Answered(
        "StatsRevenue", "Money of one currency.", new("currency", Text, "ISO 4217."), new("amount", ApiType.Decimal, "In units of the currency."))));

    private static readonly IReadOnlyList<ApiField> Head =
    [
        new("slug", Text, "Of the link; not there for an account.") { IsOptional = true },
        new("domain", Text, "Of the link; not there for an account.") { IsOptional = true },
        From,
        To,
        new("timezone", Text, "IANA name."),
        new("interval", ApiType.OneOf(SeriesIntervals.ByName.Keys), "Steps of the series."),
        new("generatedAt", ApiType.Time, "When it was counted."),
        new("uniqueVisitorsMeaning", Text, "What `uniqueVisitors` counts, in a sentence."),
    ];

    public static ApiObject Summary { get; } = ApiObject.Answered(
        "Stats",
        "Totals, series and groups beside each other.",
        [
            .. Head,
            new("totals", Totals, "Sums of the range."),
            new("series", Series, "Without gaps; empty for `interval=none`."),
            new(
                "groups",
                ApiType.MapOf(ApiType.ListOf(ApiType.Of(ApiObject.Answered(
                    "StatsGroup",
                    "One value of a dimension.",
                    new("value", Text, "`unknown` where a click has none, `other` for the rest."),
                    new("id", Text, "Of a link.") { IsOptional = true },
                    Clicks,
                    Visitors)))),
                "By dimension, most clicks first."),
            new(
                "pivot",
                ApiType.Of(ApiObject.Answered(
                    "StatsPivot",
                    "A cross table.",
                    new("by", ApiType.ListOf(Text), "The dimensions, which name fields of each row."),
                    new("rows", ApiType.ListOf(ApiType.FreeObject), "A value of each dimension, `clicks` and `uniqueVisitors`; most clicks first."))),
                "With `pivot`.") { IsOptional = true },
            new(
                "previous",
                ApiType.Of(ApiObject.Answered(
                    "StatsPrevious",
                    "The range that the answer is compared with.",
                    From,
                    To,
                    new("totals", Totals, "Of that range."),
                    new("series", Series, "Of that range; its steps stand beside those of the answer."),
                    new(
                        "change",
                        ApiType.Of(ApiObject.Answered(
                            "StatsChange",
                            "Growth as a share of what there was; null where there was nothing.",
                            new("clicks", ApiType.Decimal.OrNull(), "0.25 is a quarter more."),
                            new("uniqueVisitors", ApiType.Decimal.OrNull(), "0.25 is a quarter more."))),
                        "Since then."))),
                "With `compare`.") { IsOptional = true },
            new(
                "conversions",
                ApiType.Of(ApiObject.Answered(
                    "StatsConversions",
                    "Conversions that happened in the range.",
                    new("count", ApiType.Count, "How many."),
                    new("revenue", Revenue, "By currency."),
                    new(
                        "types",
                        ApiType.ListOf(ApiType.Of(ApiObject.Answered(
                            "StatsConversionType",
                            "Conversions of one type.",
                            new("type", Text, "As reported."),
                            new("count", ApiType.Count, "How many."),
                            new("revenue", Revenue, "By currency.")))),
                        "By type."))),
                "With `conversions=true`.") { IsOptional = true },
            new(
                "variantTest",
                ApiType.Of(ApiObject.Answered(
                    "StatsVariantTest",
                    "Whether the best variant is better by more than chance.",
                    new("verdict", ApiType.OneOf("significant", "notSignificant", "notEnoughData"), "Of the test."),
                    new("winner", Text.OrNull(), "The best variant, where that is significant."),
                    new("significanceLevel", ApiType.Decimal, "Below this p-value a difference counts."),
                    new("explanation", Text, "The verdict in words."),
                    new(
                        "variants",
                        ApiType.ListOf(ApiType.Of(ApiObject.Answered(
                            "StatsVariant",
                            "How one variant did.",
                            new("name", Text, "Of the variant."),
                            Clicks,
                            new("converted", ApiType.Count, "Clicks that a conversion followed."),
                            new("rate", ApiType.Decimal, "The share of them."),
                            new("zScore", ApiType.Decimal.OrNull(), "Of the difference to the best variant; null for that one."),
                            new("pValue", ApiType.Decimal.OrNull(), "Two-sided, corrected for the number of comparisons.")))),
                        "Best first."))),
                "With `groupBy=variant`, of a link with variants.") { IsOptional = true },
        ]);

    public static ApiObject Rows { get; } = ApiObject.Answered(
        "StatsRows",
        "The tidy form: what `shape=rows` gives as JSON.",
        [.. Head, new("rows", ApiType.ListOf(ApiType.FreeObject), "`time`, a value of each dimension of `groupBy`, `clicks`, `uniqueVisitors`, `bots`.")]);
}
