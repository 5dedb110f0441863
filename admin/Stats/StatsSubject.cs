using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>Whose numbers an answer shows, and the question it answers.</summary>
internal sealed record StatsSubject(string Slug, string Domain, StatsRequest Request, ClickQuestion Question, DateTimeOffset GeneratedAt)
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
        new StatsTotals(Clicks(answer.Totals), answer.Totals.Visitors, answer.Totals.Bots, answer.Totals.Prefetches),
        [.. answer.Series.Select(point => new StatsPoint(Time(point.Start), Clicks(point.Counts), point.Counts.Visitors))],
        answer.Groups.ToDictionary(
            group => group.Key.Name(),
            group => (IReadOnlyList<StatsGroupRow>)[.. group.Value.Select(row => new StatsGroupRow(row.Value, Clicks(row.Counts), row.Counts.Visitors))],
            StringComparer.Ordinal));

    public long Clicks(ClickCounts counts) => counts.Clicks(Question.Counted);
}
