using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Links;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Whose numbers an answer shows, and the question it answers.</summary>
/// <param name="Slug">Null where the question is about an account.</param>
/// <param name="Domain">Of the link.</param>
/// <param name="Request">As it was asked.</param>
/// <param name="Question">What is asked of ClickHouse.</param>
/// <param name="Names">What numbers in the answer are called.</param>
/// <param name="GeneratedAt">When it was asked.</param>
internal sealed record StatsSubject(
    string? Slug, string? Domain, StatsRequest Request, ClickQuestion Question, StatsNames Names, DateTimeOffset GeneratedAt)
{
    /// <summary>How visitors are told apart. Part of every JSON answer, as the number means little without it.</summary>
    public const string UniqueVisitorsMeaning =
        "People told apart by a hash of address and user agent whose salt changes with every UTC day: somebody who comes back on " +
        "another UTC day counts again. Bots and prefetches are not in it. Exact up to about 1,000, then within about 1%.";

    public string From => Time(Question.From);

    public string To => Time(Question.To);

    public string Timezone => Question.Zone.Id;

    public string Interval => SeriesIntervals.Name(Question.Interval);

    public string Generated => StatsTime.Format(GeneratedAt, TimeZoneInfo.Utc);

    public string Time(DateTimeOffset time) => StatsTime.Format(time, Question.Zone);

    public StatsResponse Summarize(ClickAnswer answer) => new(
        Slug,
        Domain,
        From,
        To,
        Timezone,
        Interval,
        Generated,
        UniqueVisitorsMeaning,
        Totals(answer),
        Series(answer),
        answer.Groups.ToDictionary(group => group.Key.Name(), group => Group(group.Key, group.Value), StringComparer.Ordinal))
    {
        Pivot = Question.Pivot is [] ? null : new StatsPivot([.. Question.Pivot.Select(dimension => dimension.Name())], [.. answer.Pivot.Select(Cell)]),
    };

    /// <summary>An answer about another range beside one about this.</summary>
    public StatsPrevious Compare(ClickQuestion before, ClickAnswer answer, StatsTotals now)
        => new(Time(before.From), Time(before.To), Totals(answer), Series(answer), StatsChange.Between(Totals(answer), now));

    /// <summary>Numbers of the links in an answer, whose names are needed to show it.</summary>
    public static IEnumerable<string> Links(ClickAnswer answer, ClickQuestion question)
        => answer.Groups.GetValueOrDefault(ClickDimension.Link, []).Select(row => row.Value)
            .Concat(question.Pivot.Index().Where(pair => pair.Item == ClickDimension.Link).SelectMany(pair => answer.Pivot.Select(cell => cell.Values[pair.Index])));

    public long Clicks(ClickCounts counts) => counts.Clicks(Question.Counted);

    private StatsTotals Totals(ClickAnswer answer)
        => new(Clicks(answer.Totals), answer.Totals.Visitors, answer.Totals.Bots, answer.Totals.Prefetches);

    private IReadOnlyList<StatsPoint> Series(ClickAnswer answer)
        => [.. answer.Series.Select(point => new StatsPoint(Time(point.Start), Clicks(point.Counts), point.Counts.Visitors))];

    private IReadOnlyList<StatsGroupRow> Group(ClickDimension dimension, IReadOnlyList<ValueCounts> rows) =>
    [
        .. rows.Select(row => new StatsGroupRow(
            Names.Of(dimension, row.Value),
            dimension == ClickDimension.Link && row.Value != ClickDimensions.Other ? new LinkId(long.Parse(row.Value, CultureInfo.InvariantCulture)).ToString() : null,
            Clicks(row.Counts),
            row.Counts.Visitors)),
    ];

    private JsonObject Cell(CellCounts cell)
    {
        var row = new JsonObject();
        foreach (var (dimension, value) in Question.Pivot.Zip(cell.Values))
        {
            row.Add(dimension.Name(), Names.Of(dimension, value));
        }

        row.Add("clicks", Clicks(cell.Counts));
        row.Add("uniqueVisitors", cell.Counts.Visitors);
        return row;
    }
}
