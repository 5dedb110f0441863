using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>How many in each minute, hour, day, week or month in which there were any?</summary>
internal static class LinkSeries
{
    public const string Part = "series";

    private const string Clicks = """
         AS key, '',
               countIf(kind = 'human'), countIf(kind IN ('bot', 'preview')), countIf(kind = 'prefetch'),
               uniqCombined64If(15)(visitor, kind = 'human')

        """;

    /// <summary>Some rows of the rollup are not merged yet at any moment, hence the sums.</summary>
    private const string QuarterHours = """
         AS key, '',
               sum(humans), sum(bots), sum(prefetches),
               uniqCombined64Merge(15)(visitors)

        """;

    private const string Grouped = """
        GROUP BY key

        """;

    public static string Sql(ClickSource source, SeriesInterval interval, string range) => source switch
    {
        ClickSource.Clicks => SeriesKey.WithClicks + "SELECT 'series', " + SeriesKey.Sql(interval) + Clicks + range + Grouped,
        ClickSource.QuarterHours => SeriesKey.WithQuarterHours + "SELECT 'series', " + SeriesKey.Sql(interval) + QuarterHours + range + Grouped,
        _ => throw new UnreachableException(),
    };
}
