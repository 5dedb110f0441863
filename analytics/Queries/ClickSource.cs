namespace OneLink.Analytics.Queries;

/// <summary>Where clicks are counted that were not added up by day. Both give the same counts; groups, filters and cross tables need the clicks themselves.</summary>
internal enum ClickSource
{
    /// <summary><c>clicks</c>: a row a request.</summary>
    Clicks,

    /// <summary><c>clicks_by_quarter_hour</c> and <c>account_clicks_by_quarter_hour</c>: a row a link or account and 15 minutes; totals and series.</summary>
    QuarterHours,
}
