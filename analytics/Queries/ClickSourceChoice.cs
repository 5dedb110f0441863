namespace OneLink.Analytics.Queries;

/// <summary>
/// Takes a rollup whenever it can answer to the click: nothing asked of single clicks, and every step of the series begins
/// and ends on a quarter of an hour.
/// </summary>
internal static class ClickSourceChoice
{
    private const long QuarterHour = 15 * SeriesKey.Minute;

    /// <param name="question">What is asked.</param>
    /// <param name="calendar">Its clock changes.</param>
    /// <param name="isAccountRollupWhole">Whether the account's totals hold every click (<see cref="AccountRollupState"/>).</param>
    public static ClickSource For(ClickQuestion question, SeriesCalendar calendar, bool isAccountRollupWhole)
        => question is { Pivot: [], Filters: [], GroupBy: [], Interval: not SeriesInterval.Minute }
            && (question.LinkId is not null || isAccountRollupWhole)
            && IsOn(QuarterHour, question.From)
            && IsOn(QuarterHour, question.To)
            && AreStepsOn(QuarterHour, question, calendar)
                ? ClickSource.QuarterHours
                : ClickSource.Clicks;

    /// <summary>
    /// Whether days of the question that were added up may be taken from there. Not where each step would need the states
    /// of all quarters of an hour anyway, and nothing else is asked.
    /// </summary>
    public static bool MayUseDays(ClickQuestion question, SeriesCalendar calendar, bool isAccountRollupWhole)
        => question is { Pivot: [], Filters: [], Interval: not SeriesInterval.Minute }
            && (question.LinkId is not null || isAccountRollupWhole)
            && question.GroupBy.All(BusyDayValues.Knows)
            && (question.GroupBy is [] ? BusyDayValues.HasStepsOfDays(question, calendar) : AreStepsOn(QuarterHour, question, calendar));

    /// <summary>Whether all steps of the series begin and end on whole units of so many seconds, UTC.</summary>
    public static bool AreStepsOn(long seconds, ClickQuestion question, SeriesCalendar calendar)
        => question.Interval == SeriesInterval.None
            || (calendar.Periods.TrueForAll(period => period.Offset % seconds == 0)
                && calendar.Periods.Skip(1).All(period => period.Start % seconds == 0));

    private static bool IsOn(long seconds, DateTimeOffset time) => time.UtcTicks % TimeSpan.FromSeconds(seconds).Ticks == 0;
}
