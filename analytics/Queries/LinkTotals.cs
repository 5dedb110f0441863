using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>How many clicks, visitors, bots and prefetches did the link have?</summary>
internal static class LinkTotals
{
    public const string Part = "totals";

    private const string Clicks = """
        SELECT 'totals', toInt64(0), '',
               countIf(kind = 'human'), countIf(kind IN ('bot', 'preview')), countIf(kind = 'prefetch'),
               uniqCombined64If(15)(visitor, kind = 'human')

        """;

    /// <summary>Some rows of the rollup are not merged yet at any moment, hence the sums.</summary>
    private const string QuarterHours = """
        SELECT 'totals', toInt64(0), '',
               sum(humans), sum(bots), sum(prefetches),
               uniqCombined64Merge(15)(visitors)

        """;

    public static string Sql(ClickSource source, string range) => source switch
    {
        ClickSource.Clicks => Clicks + range,
        ClickSource.QuarterHours => QuarterHours + range,
        _ => throw new UnreachableException(),
    };
}
