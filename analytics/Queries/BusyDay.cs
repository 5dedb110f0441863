namespace OneLink.Analytics.Queries;

/// <summary>A UTC day that is over and whose clicks were added up by value (<c>busy_days</c>), of an account or of a link.</summary>
/// <param name="Start">Its first second, Unix time.</param>
/// <param name="Roll">Which of its additions counts.</param>
/// <param name="Clicks">Clicks, bots and prefetches in it.</param>
internal readonly record struct BusyDay(long Start, ulong Roll, long Clicks)
{
    public const long Seconds = 24 * 3600;

    public long End => Start + Seconds;
}
