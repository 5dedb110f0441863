using System.Diagnostics;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>The rows that a question is about: FROM and WHERE of every query, and the parameters of all of them.</summary>
internal static class LinkRange
{
    private const string Clicks = """
        FROM clicks
        WHERE account_id = {account:UInt32} AND link_id = {link:UInt64} AND orphan = 'none'
          AND ts >= {from:DateTime64(3, 'UTC')} AND ts < {to:DateTime64(3, 'UTC')}

        """;

    private const string QuarterHours = """
        FROM clicks_by_quarter_hour
        WHERE account_id = {account:UInt32} AND link_id = {link:UInt64}
          AND bucket >= {from:DateTime64(3, 'UTC')} AND bucket < {to:DateTime64(3, 'UTC')}

        """;

    /// <summary>Only the clause follows from the request; the values of a filter are bound, under names that follow from its place.</summary>
    public static string Sql(ClickSource source, IReadOnlyList<ClickFilter> filters) => source switch
    {
        ClickSource.Clicks => string.Concat([Clicks, .. filters.Select(Condition)]),
        ClickSource.QuarterHours when filters is [] => QuarterHours,
        _ => throw new UnreachableException(),
    };

    public static ClickHouseParameters Parameters(LinkQuestion question, SeriesCalendar calendar)
    {
        var parameters = new ClickHouseParameters()
            .Add("account", (ulong)question.AccountId)
            .Add("link", question.LinkId)
            .Add("from", question.From)
            .Add("to", question.To)
            .Add("people", question.Counted is CountedClicks.People or CountedClicks.PeopleAndBots)
            .Add("programs", question.Counted is CountedClicks.Bots or CountedClicks.PeopleAndBots)
            .Add("group_limit", (ulong)question.GroupLimit)
            .Add("period_starts", calendar.Periods.Select(period => period.Start))
            .Add("period_offsets", calendar.Periods.Select(period => (long)period.Offset));
        for (var i = 0; i < question.Filters.Count; i++)
        {
            parameters.Add($"included_{i}", question.Filters[i].Included).Add($"excluded_{i}", question.Filters[i].Excluded);
        }

        return parameters;
    }

    private static string Condition(ClickFilter filter, int place)
    {
        var value = filter.Dimension.Sql();
        var included = filter.Included.Count > 0 ? $"  AND {value} IN {{included_{place}:Array(String)}}\n" : "";
        var excluded = filter.Excluded.Count > 0 ? $"  AND {value} NOT IN {{excluded_{place}:Array(String)}}\n" : "";
        return included + excluded;
    }
}
