namespace OneLink.Analytics.Queries;

/// <summary>The step of a series, in the calendar of a time zone. Weeks start on Monday.</summary>
public enum SeriesInterval
{
    /// <summary>No series: the whole range is one.</summary>
    None,
    Minute,
    Hour,
    Day,
    Week,
    Month,
}
