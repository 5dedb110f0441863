using OneLink.Client.Http;

namespace OneLink.Client.Stats;

/// <summary>Which clicks are counted, and how; what is not set is as the server has it: the last 30 days, by day, of people.</summary>
public sealed record StatsQuery
{
    /// <summary>First day (<c>2026-11-01</c>), or an RFC 3339 time.</summary>
    public string? From { get; init; }

    /// <summary>Last day, included, or an RFC 3339 time, which is not.</summary>
    public string? To { get; init; }

    /// <summary>Instead of the two: <c>today</c>, <c>7d</c>, <c>30d</c>, <c>90d</c>, <c>12m</c>, <c>mtd</c>, <c>qtd</c>, <c>ytd</c>, <c>all</c>.</summary>
    public string? Period { get; init; }

    /// <summary>IANA name.</summary>
    public string? Timezone { get; init; }

    /// <summary><c>minute</c>, <c>hour</c>, <c>day</c>, <c>week</c>, <c>month</c> or <c>none</c>.</summary>
    public string? Interval { get; init; }

    /// <summary><c>monday</c> or <c>sunday</c>.</summary>
    public string? WeekStart { get; init; }

    /// <summary>Dimensions such as <c>country</c>, each for itself.</summary>
    public IReadOnlyList<string>? GroupBy { get; init; }

    /// <summary>Two to four dimensions, crossed.</summary>
    public IReadOnlyList<string>? Pivot { get; init; }

    /// <summary><c>previous</c> or <c>year</c>.</summary>
    public string? Compare { get; init; }

    /// <summary>Whether conversions are counted too.</summary>
    public bool? Conversions { get; init; }

    /// <summary>Type of the conversions by which variants are judged: <c>sale</c>, <c>reply</c>; null for any.</summary>
    public string? VerdictBy { get; init; }

    /// <summary><c>exclude</c>, <c>include</c> or <c>only</c>.</summary>
    public string? Bots { get; init; }

    /// <summary>Rows of a group; the rest are summed up.</summary>
    public int? Limit { get; init; }

    /// <summary>By dimension the values to keep, or, with <c>-</c> in front, to leave out.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Filters { get; init; }

    /// <summary>Of when and which clicks: what lists of clicks know as well.</summary>
    internal Query ToClickQuery()
    {
        var query = Query.Empty.With("from", From).With("to", To).With("period", Period).With("timezone", Timezone).With("bots", Bots);
        return (Filters ?? new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal))
            .Aggregate(query, static (known, filter) => known.With(filter.Key, filter.Value));
    }

    internal Query ToQuery() => ToClickQuery()
        .With("interval", Interval)
        .With("weekStart", WeekStart)
        .With("groupBy", GroupBy)
        .With("pivot", Pivot)
        .With("compare", Compare)
        .With("conversions", Conversions)
        .With("verdictBy", VerdictBy)
        .With("limit", Limit);
}
