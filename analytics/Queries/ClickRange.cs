using System.Diagnostics;
using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>The rows that a question is about: FROM and WHERE of every query, and the parameters of all of them.</summary>
internal static class ClickRange
{
    /// <summary>Only links that have any of it, which is far fewer; clicks of links that are gone have no tags and no contact.</summary>
    private const string ClicksWithLinks = """
        FROM clicks
        LEFT JOIN (
            SELECT link_id AS of_link, tags, campaign, contact_id FROM links FINAL
            WHERE account_id = {account:UInt32} AND (notEmpty(tags) OR campaign != '' OR contact_id != 0)
        ) AS of_links ON link_id = of_link

        """;

    private const string OfAccount = "WHERE account_id = {account:UInt32}";
    private const string OfLink = " AND link_id = {link:UInt64}";

    /// <summary>Of the whole range. Only the clauses follow from the request; the values of a filter are bound, under names that follow from its place.</summary>
    public static string Sql(ClickQuestion question) => OfClicks(question, In("ts", "from", "to"));

    /// <summary>Of some stretches of the range, which <see cref="AddTo"/> binds.</summary>
    public static string Sql(ClickSource source, ClickQuestion question, IReadOnlyList<ClickSpan> spans) => source switch
    {
        ClickSource.Clicks => OfClicks(question, In("ts", spans)),
        ClickSource.QuarterHours when question.Filters is [] => OfQuarterHours(question) + $"\n  AND ({In("bucket", spans)})\n",
        _ => throw new UnreachableException(),
    };

    public static ClickHouseParameters AddTo(ClickHouseParameters parameters, IReadOnlyList<ClickSpan> spans)
    {
        foreach (var (place, span) in spans.Index())
        {
            parameters.Add($"from_{place}", span.From).Add($"to_{place}", span.To);
        }

        return parameters;
    }

    /// <summary>The rollup of the link or of the account; conditions may follow.</summary>
    public static string OfQuarterHours(ClickQuestion question)
        => (question.LinkId is null ? "FROM account_clicks_by_quarter_hour\n" : "FROM clicks_by_quarter_hour\n") + Owner(question);

    /// <summary>One condition a filter.</summary>
    public static string Conditions(ClickQuestion question) => string.Concat(question.Filters.Select(Condition));

    public static ClickHouseParameters Parameters(ClickQuestion question, SeriesCalendar calendar)
    {
        var parameters = new ClickHouseParameters()
            .Add("account", (ulong)question.AccountId)
            .Add("from", question.From)
            .Add("to", question.To)
            .Add("group_limit", (ulong)question.GroupLimit)
            .Add("period_starts", calendar.Periods.Select(period => period.Start))
            .Add("period_offsets", calendar.Periods.Select(period => (long)period.Offset));
        if (question.LinkId is { } link)
        {
            parameters.Add("link", link);
        }

        if (question.Orphans is not [])
        {
            parameters.Add("orphans", question.Orphans);
        }

        for (var i = 0; i < question.Filters.Count; i++)
        {
            Add(parameters, $"included_{i}", question.Filters[i].Dimension, question.Filters[i].Included);
            Add(parameters, $"excluded_{i}", question.Filters[i].Dimension, question.Filters[i].Excluded);
        }

        return parameters;
    }

    private static string Owner(ClickQuestion question) => OfAccount + (question.LinkId is null ? "" : OfLink);

    private static string OfClicks(ClickQuestion question, string time)
        => (question.NeedsLinks() ? ClicksWithLinks : "FROM clicks\n") + Owner(question) + $" AND {(question.Orphans is [] ? "orphan = 'none'" : "toString(orphan) IN {orphans:Array(String)}")}\n  AND ({time})\n" + Conditions(question);

    private static string In(string column, IReadOnlyList<ClickSpan> spans)
        => string.Join("\n       OR ", spans.Select((_, place) => In(column, $"from_{place}", $"to_{place}")));

    private static string In(string column, string from, string to)
        => $"{column} >= {{{from}:DateTime64(3, 'UTC')}} AND {column} < {{{to}:DateTime64(3, 'UTC')}}";

    private static void Add(ClickHouseParameters parameters, string name, ClickDimension dimension, IReadOnlyList<string> values)
    {
        if (dimension.IsNumber())
        {
            parameters.Add(name, values.Select(value => ulong.Parse(value, CultureInfo.InvariantCulture)));
        }
        else
        {
            parameters.Add(name, dimension.Stored(values));
        }
    }

    /// <summary>Numbers are compared as numbers: a link by its text would be looked for in all rows of the account.</summary>
    private static string Condition(ClickFilter filter, int place)
    {
        if (filter.Dimension.IsOfLink())
        {
            return LinkCondition(filter.Dimension, filter.Included.Count > 0, $"included_{place}", "IN")
                + LinkCondition(filter.Dimension, filter.Excluded.Count > 0, $"excluded_{place}", "NOT IN");
        }

        var value = filter.Dimension.Comparable();
        var type = filter.Dimension.IsNumber() ? "UInt64" : "String";
        var included = filter.Included.Count > 0 ? $"  AND {value} IN {{included_{place}:Array({type})}}\n" : "";
        var excluded = filter.Excluded.Count > 0 ? $"  AND {value} NOT IN {{excluded_{place}:Array({type})}}\n" : "";
        return included + excluded;
    }

    /// <summary>By the links that have a value, not by the values of each click.</summary>
    private static string LinkCondition(ClickDimension dimension, bool any, string name, string isIn)
    {
        var holds = dimension == ClickDimension.Tag
            ? $"hasAny(if(empty(tags), ['unknown'], tags), {{{name}:Array(String)}})"
            : $"{dimension.Comparable()} IN {{{name}:Array(String)}}";
        return any ? $"  AND link_id {isIn} (SELECT link_id FROM links FINAL WHERE account_id = {{account:UInt32}} AND {holds})\n" : "";
    }
}
