namespace OneLink.Analytics.Client;

/// <summary>Another host answers from now on.</summary>
/// <param name="From">The one before.</param>
/// <param name="To">The one that answered.</param>
/// <param name="Reason">What the one before last failed with; null where an earlier one of the list is back.</param>
public sealed record HostChange(ClickHouseHost From, ClickHouseHost To, string? Reason);
