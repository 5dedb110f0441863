namespace OneLink.Analytics.Queries;

/// <summary>A stretch of time: from, inclusive, to, exclusive.</summary>
internal readonly record struct ClickSpan(DateTimeOffset From, DateTimeOffset To);
