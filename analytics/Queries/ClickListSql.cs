using System.Diagnostics;

namespace OneLink.Analytics.Queries;

/// <summary>Which requests were there?</summary>
internal static class ClickListSql
{
    private const string Columns = """
        SELECT click_id, toUnixTimestamp64Milli(ts), link_id, kind, trigger, destination, status, platform, os_version, device_class,
               browser, in_app, country, region, language, referrer, rule, variant, utm_source, utm_medium, utm_campaign, utm_term,
               utm_content, visitor,
               orphan, domain_id, slug

        """;

    /// <summary>The first condition is what the table's order is used for; the second one decides among clicks of one moment.</summary>
    private const string After = """
          AND ts <= {after_time:DateTime64(3, 'UTC')}
          AND (ts, click_id) < ({after_time:DateTime64(3, 'UTC')}, {after_id:UUID})

        """;

    public static string Page(ClickQuestion question, bool isBehind)
        => Rows(question) + (isBehind ? After : "") + "ORDER BY ts DESC, click_id DESC\nLIMIT {limit:UInt32}";

    public static string All(ClickQuestion question) => Rows(question) + "ORDER BY account_id, link_id, ts";

    private static string Rows(ClickQuestion question)
        => ClickClock.For(question, ClickSource.Clicks) + Columns + ClickRange.Sql(question) + Kinds(question.Counted);

    private static string Kinds(CountedClicks counted) => counted switch
    {
        CountedClicks.People => "  AND kind = 'human'\n",
        CountedClicks.PeopleAndBots => "  AND kind != 'prefetch'\n",
        CountedClicks.Bots => "  AND kind IN ('bot', 'preview')\n",
        _ => throw new UnreachableException(),
    };
}
