namespace OneLink.Analytics.Queries;

/// <summary>Where totals and series are read from. All give the same counts; groups and filters need the clicks themselves.</summary>
internal enum ClickSource
{
    /// <summary><c>clicks</c>: a row a request.</summary>
    Clicks,

    /// <summary><c>clicks_by_quarter_hour</c>: a row a link and 15 minutes.</summary>
    QuarterHours,

    /// <summary><c>account_clicks_by_quarter_hour</c>: a row an account and 15 minutes.</summary>
    AccountQuarterHours,
}
