using OneLink.Admin.Conversions;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>The parameters of a stats query, as the API description shows them and as <see cref="StatsParameters"/> knows them.</summary>
internal static class StatsQueryDescription
{
    /// <summary>Of when and which clicks: what lists of clicks know as well.</summary>
    private static readonly IReadOnlyList<ApiParameter> Range =
    [
        ApiParameter.Query("from", ApiType.Text().Like("2026-11-01"), "First day, or an RFC 3339 time. Not together with `period`."),
        ApiParameter.Query("to", ApiType.Text().Like("2026-11-30"), "Last day, included, or an RFC 3339 time, which is not."),
        ApiParameter.Query("period", ApiType.OneOf(StatsPeriod.Names), "Instead of `from` and `to`, ending today; `30d` where none of them is given."),
        ApiParameter.Query("timezone", ApiType.Text().Otherwise("UTC").Like("America/New_York"), "IANA name: days begin at its midnights."),
        ApiParameter.Query("bots", ApiType.OneOf("exclude", "include", "only").Otherwise("exclude"), "Whether previews and crawlers count."),
        ApiParameter.Query("format", ApiType.OneOf("json", "csv", "ndjson"), "Of the answer; else what `Accept` asks for, else JSON."),
    ];

    private static readonly IReadOnlyList<ApiParameter> Grouping =
    [
        ApiParameter.Query("interval", ApiType.OneOf(SeriesIntervals.ByName.Keys).Otherwise("day"), "Steps of the series, at most 10,000."),
        ApiParameter.Query("weekStart", ApiType.OneOf("monday", "sunday").Otherwise("monday"), "Of `interval=week`."),
        ApiParameter.Query("compare", ApiType.OneOf("none", "previous", "year").Otherwise("none"), "Adds the range before, or the same dates a year before."),
        ApiParameter.Query("conversions", ApiType.Flag.Otherwise(false), "Adds number and revenue of conversions in the range."),
        ApiParameter.Query("verdictBy", ApiType.Text(ConversionRequest.MaxType).Like("reply"), "Type of the conversions by which `groupBy=variant` judges variants, such as `sale`, `reply` or `resolution`; any type where it is left out."),
        ApiParameter.Query("limit", ApiType.Integer(1, StatsRequest.MaxLimit).Otherwise(StatsRequest.DefaultLimit), "Rows of a group; the rest are summed up as `other`."),
        ApiParameter.Query("shape", ApiType.OneOf("summary", "rows"), "`rows` is one row a step and combination of `groupBy`: what CSV and NDJSON are. Else JSON is `summary`."),
    ];

    /// <summary>Parameters of every stats query, without the dimensions by which clicks are filtered.</summary>
    public static IReadOnlyList<ApiParameter> Common { get; } =
    [
        LinkParameters.Domain,
        .. Range,
        .. Grouping,
        Dimensions("groupBy", ClickDimensions.OfAccount, "Each for itself; with `shape=rows` crossed."),
        Dimensions("pivot", ClickDimensions.OfAccount, "Two to four dimensions, crossed: `weekday,hour` is a heatmap."),
    ];

    public static IReadOnlyList<ApiParameter> OfLink { get; } =
    [
        .. LinkParameters.OfOne, .. Range, .. Grouping, .. Groups(ClickDimensions.OfLink), .. Filters(ClickDimensions.OfLink),
    ];

    public static IReadOnlyList<ApiParameter> OfAccount { get; } =
        [.. Range, .. Grouping, .. Groups(ClickDimensions.OfAccount), .. Filters(ClickDimensions.OfAccount)];

    public static IReadOnlyList<ApiParameter> ClicksOfLink { get; } = [.. LinkParameters.OfOne, .. Range, .. Filters(ClickDimensions.OfLink)];

    public static IReadOnlyList<ApiParameter> ClicksOfAccount { get; } = [.. Range, .. Filters(ClickDimensions.OfAccount)];

    private static IReadOnlyList<ApiParameter> Groups(IEnumerable<string> dimensions) =>
    [
        Dimensions("groupBy", dimensions, "Each for itself; with `shape=rows` crossed."),
        Dimensions("pivot", dimensions, "Two to four dimensions, crossed: `weekday,hour` is a heatmap."),
    ];

    private static ApiParameter Dimensions(string name, IEnumerable<string> dimensions, string description)
        => ApiParameter.Query(name, ApiType.ListOf(ApiType.OneOf(dimensions)), description);

    private static IEnumerable<ApiParameter> Filters(IEnumerable<string> dimensions)
        => dimensions.Select(name => ApiParameter.Query(
            name, ApiType.ListOf(ApiType.Text()), $"Only clicks with one of these values of {name}; `-` in front leaves a value out, `unknown` is one."));
}
