namespace OneLink.Analytics.Queries;

/// <summary>A date in a time zone.</summary>
public static class LocalDay
{
    private const long Margin = 3 * SeriesKey.Day;

    public static DateOnly Of(DateTimeOffset time, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime);

    /// <summary>The first instant of the date: its midnight or, where clocks skip that, what they show next.</summary>
    public static DateTimeOffset Start(DateOnly date, TimeZoneInfo zone)
    {
        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeSeconds();
        var period = ZonePeriods.Cover(zone, midnight - Margin, midnight + Margin).First(period => midnight - period.Offset < period.End);
        return period.At(Math.Max(period.Start, midnight - period.Offset));
    }
}
