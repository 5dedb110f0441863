namespace OneLink.Admin.Stats;

/// <summary>From when to when, in whose calendar.</summary>
/// <param name="Zone">IANA time zone.</param>
/// <param name="From">Inclusive; null: since the link's first click.</param>
/// <param name="To">Exclusive.</param>
internal sealed record StatsRange(TimeZoneInfo Zone, DateTimeOffset? From, DateTimeOffset To);
