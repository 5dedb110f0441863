namespace OneLink.Analytics.Queries;

/// <summary>Opens a SELECT that needs a row's local time, and only such a one: it costs a look-up a row.</summary>
internal static class ClickClock
{
    public static string For(ClickQuestion question, ClickSource source)
    {
        var needed = question.Interval != SeriesInterval.None
            || question.GroupBy.Concat(question.Pivot).Concat(question.Filters.Select(filter => filter.Dimension)).Any(dimension => dimension.IsLocalTime());
        return !needed ? "" : source == ClickSource.Clicks ? SeriesKey.WithClicks : SeriesKey.WithQuarterHours;
    }
}
