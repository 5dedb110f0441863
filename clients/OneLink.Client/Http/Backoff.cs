using System.Security.Cryptography;

namespace OneLink.Client.Http;

/// <summary>How long to wait before the next try: exponential, with full jitter, so that many clients do not come back at once.</summary>
/// <param name="first">Longest wait before the second try.</param>
/// <param name="longest">Longest wait at all.</param>
/// <param name="jitter">A number from 0 up to 1.</param>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> jitter)
{
    private const int Shares = 1 << 20;

    /// <summary>Of what the server asks for: clients that were told the same time must not come back at the same moment.</summary>
    private const double ShareOfRetryAfter = 0.1;

    /// <param name="tried">Tries so far, from 1.</param>
    /// <param name="retryAfter">What the server asks for; null where it does not.</param>
    /// <returns>Null where the server asks for more patience than there is.</returns>
    public TimeSpan? Next(int tried, TimeSpan? retryAfter)
    {
        if (retryAfter is { } asked)
        {
            return asked > longest ? null : asked + (asked * (ShareOfRetryAfter * jitter()));
        }

        var ceiling = Math.Min(longest.Ticks, first.Ticks * Math.Pow(2, tried - 1));
        return TimeSpan.FromTicks((long)(ceiling * jitter()));
    }

    public static double RandomShare() => RandomNumberGenerator.GetInt32(Shares) / (double)Shares;
}
