namespace OneLink.Admin.Channels.Sending;

/// <summary>When a message that a provider has not taken is tried again: after 1 s, doubled up to 5 min, each ± 20 %, so that many do not come back at once.</summary>
internal static class SendBackoff
{
    /// <summary>Attempts that count against a message, after which it is given up.</summary>
    public const int MaxFailures = 10;

    /// <summary>A message that is older than this is about something else by now.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private const double Jitter = 0.2;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="failures">Attempts that failed, from 1 on.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan After(long failures, double chance)
    {
        var pause = First * Math.Pow(2, Math.Clamp(failures - 1, 0, MaxFailures));
        return (pause < Longest ? pause : Longest) * (1 - Jitter + (2 * Jitter * chance));
    }
}
