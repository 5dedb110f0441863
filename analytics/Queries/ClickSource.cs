namespace OneLink.Analytics.Queries;

/// <summary>Where an answer is read from. All give the same counts; filters and cross tables need the clicks themselves.</summary>
internal enum ClickSource
{
    /// <summary><c>clicks</c>: a row a request.</summary>
    Clicks,

    /// <summary><c>clicks_by_quarter_hour</c>: a row a link and 15 minutes; totals and series.</summary>
    QuarterHours,

    /// <summary><c>account_clicks_by_value</c>: a row an account, time and value of a dimension; totals, series and groups.</summary>
    AccountValues,
}
