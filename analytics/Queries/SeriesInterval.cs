namespace OneLink.Analytics.Queries;

/// <summary>The step of a series, in the calendar of a time zone. </summary>
public enum SeriesInterval
{
    /// <summary>No series: the whole range is one.</summary>
    None,
    Minute,
    Hour,
    Day,

    /// <summary>From Monday, as in ISO 8601.</summary>
    Week,

    /// <summary>From Sunday.</summary>
    SundayWeek,
    Month,
}
