namespace OneLink.Admin.Webhooks;

/// <summary>When a delivery that failed is tried again: four attempts in all, 2 s, 15 s and 2 min apart, each ± 20 %, so that many do not come back at once.</summary>
internal static class RetrySchedule
{
    private const double Jitter = 0.2;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2)];

    /// <param name="attempts">Attempts made, from 1 on.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <returns>Null where no more are made.</returns>
    public static TimeSpan? After(long attempts, double chance)
        => attempts > Pauses.Length ? null : Pauses[attempts - 1] * (1 - Jitter + (2 * Jitter * chance));
}
