namespace OneLink.Analytics.Queries;

/// <summary>
/// Takes the rollup whenever it can answer to the click: nothing asked of single clicks, and every step of the series
/// begins and ends on a quarter of an hour. One answer never mixes the two, so that its parts agree while clicks arrive.
/// </summary>
internal static class ClickSourceChoice
{
    private const long QuarterHour = 15 * SeriesKey.Minute;

    public static ClickSource For(ClickQuestion question, SeriesCalendar calendar)
        => question is { GroupBy: [], Pivot: [], Filters: [], Interval: not SeriesInterval.Minute }
            && OnQuarter(question.From)
            && OnQuarter(question.To)
            && calendar.Periods.TrueForAll(period => period.Offset % QuarterHour == 0)
            && calendar.Periods.Skip(1).All(period => period.Start % QuarterHour == 0)
                ? question.LinkId is null ? ClickSource.AccountQuarterHours : ClickSource.QuarterHours
                : ClickSource.Clicks;

    private static bool OnQuarter(DateTimeOffset time) => time.UtcTicks % TimeSpan.FromSeconds(QuarterHour).Ticks == 0;
}
