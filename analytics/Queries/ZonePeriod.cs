namespace OneLink.Analytics.Queries;

/// <summary>A stretch of time in which the clocks of a time zone are not changed.</summary>
/// <param name="Start">First second, Unix time.</param>
/// <param name="End">Second after the last one.</param>
/// <param name="Offset">Local time minus UTC, in seconds.</param>
internal readonly record struct ZonePeriod(long Start, long End, int Offset)
{
    public DateTimeOffset At(long second) => DateTimeOffset.FromUnixTimeSeconds(second).ToOffset(TimeSpan.FromSeconds(Offset));
}
