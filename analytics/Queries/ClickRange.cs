using System.Diagnostics;
using System.Globalization;
using OneLink.Analytics.Client;

namespace OneLink.Analytics.Queries;

/// <summary>The rows that a question is about: FROM and WHERE of every query, and the parameters of all of them.</summary>
internal static class ClickRange
{
    /// <summary>Clicks of links that are gone have no tags.</summary>
    private const string TaggedClicks = """
        FROM clicks
        LEFT JOIN (
            SELECT link_id AS tagged_id, tags FROM links FINAL WHERE account_id = {account:UInt32} AND notEmpty(tags)
        ) AS tagged ON link_id = tagged_id

        """;

    private const string OfAccount = "WHERE account_id = {account:UInt32}";
    private const string OfLink = " AND link_id = {link:UInt64}";
    private const string InBuckets = "\n  AND bucket >= {from:DateTime64(3, 'UTC')} AND bucket < {to:DateTime64(3, 'UTC')}\n";
    private const string InTime = " AND orphan = 'none'\n  AND ts >= {from:DateTime64(3, 'UTC')} AND ts < {to:DateTime64(3, 'UTC')}\n";

    /// <summary>Only the clauses follow from the request; the values of a filter are bound, under names that follow from its place.</summary>
    public static string Sql(ClickSource source, ClickQuestion question)
    {
        var owner = OfAccount + (question.LinkId is null ? "" : OfLink);
        return source switch
        {
            ClickSource.Clicks => (question.NeedsTags() ? TaggedClicks : "FROM clicks\n") + owner + InTime + Conditions(question),
            ClickSource.QuarterHours when question.Filters is [] => "FROM clicks_by_quarter_hour\n" + owner + InBuckets,
            _ => throw new UnreachableException(),
        };
    }

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

        for (var i = 0; i < question.Filters.Count; i++)
        {
            Add(parameters, $"included_{i}", question.Filters[i].Dimension, question.Filters[i].Included);
            Add(parameters, $"excluded_{i}", question.Filters[i].Dimension, question.Filters[i].Excluded);
        }

        return parameters;
    }

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
        if (filter.Dimension == ClickDimension.Tag)
        {
            return TagCondition(filter.Included.Count > 0, $"included_{place}", "IN") + TagCondition(filter.Excluded.Count > 0, $"excluded_{place}", "NOT IN");
        }

        var value = filter.Dimension.Comparable();
        var type = filter.Dimension.IsNumber() ? "UInt64" : "String";
        var included = filter.Included.Count > 0 ? $"  AND {value} IN {{included_{place}:Array({type})}}\n" : "";
        var excluded = filter.Excluded.Count > 0 ? $"  AND {value} NOT IN {{excluded_{place}:Array({type})}}\n" : "";
        return included + excluded;
    }

    /// <summary>By the links that have a tag, not by the tags of each click.</summary>
    private static string TagCondition(bool any, string name, string isIn) => any
        ? $"  AND link_id {isIn} (SELECT link_id FROM links FINAL WHERE account_id = {{account:UInt32}} AND hasAny(if(empty(tags), ['unknown'], tags), {{{name}:Array(String)}}))\n"
        : "";
}
