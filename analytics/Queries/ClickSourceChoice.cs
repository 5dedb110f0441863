namespace OneLink.Analytics.Queries;

/// <summary>
/// Takes a rollup whenever it can answer to the click: nothing asked of single clicks, and every step of the series begins
/// and ends on a quarter of an hour. One answer never mixes two, so that its parts agree while clicks arrive.
/// </summary>
internal static class ClickSourceChoice
{
    private const long QuarterHour = 15 * SeriesKey.Minute;

    /// <param name="question">What is asked.</param>
    /// <param name="calendar">Its clock changes.</param>
    /// <param name="isAccountRollupWhole">Whether the account's rollup holds every click (<see cref="AccountRollupState"/>).</param>
    public static ClickSource For(ClickQuestion question, SeriesCalendar calendar, bool isAccountRollupWhole)
    {
        if (question is not { Pivot: [], Filters: [], Interval: not SeriesInterval.Minute } || !IsOn(QuarterHour, question, calendar))
        {
            return ClickSource.Clicks;
        }

        return question switch
        {
            { LinkId: not null, GroupBy: [] } => ClickSource.QuarterHours,
            { LinkId: null } when isAccountRollupWhole && question.GroupBy.All(AccountBreakdown.Knows) => ClickSource.AccountValues,
            _ => ClickSource.Clicks,
        };
    }

    /// <summary>Whether the range and all steps of the series begin and end on whole units of so many seconds, UTC.</summary>
    public static bool IsOn(long seconds, ClickQuestion question, SeriesCalendar calendar)
        => IsOn(seconds, question.From)
            && IsOn(seconds, question.To)
            && (question.Interval == SeriesInterval.None
                || (calendar.Periods.TrueForAll(period => period.Offset % seconds == 0)
                    && calendar.Periods.Skip(1).All(period => period.Start % seconds == 0)));

    private static bool IsOn(long seconds, DateTimeOffset time) => time.UtcTicks % TimeSpan.FromSeconds(seconds).Ticks == 0;
}
