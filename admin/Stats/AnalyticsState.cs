namespace OneLink.Admin.Stats;

/// <summary>Whether ClickHouse has this build's schema, as of the last attempt to apply it.</summary>
internal sealed class AnalyticsState
{
    private volatile string? _reason = "The ClickHouse schema has not been applied yet.";

    /// <summary>Why stats cannot be answered; null where they can.</summary>
    public string? Reason => _reason;

    public void Ready() => _reason = null;

    public void NotReady(string reason) => _reason = reason;
}
