using System.Globalization;

namespace OneLink.Admin.Limits;

/// <summary>
/// Limits the requests of an account by the hour: a whole hour's may be made at once, and come back evenly. Counted in this
/// process: with several, each lets so many by.
/// </summary>
internal sealed class HourlyLimits(TimeProvider clock)
{
    /// <summary>Accounts from which on those that have not asked for an hour are forgotten.</summary>
    private const int Room = 10_000;

    private readonly Lock _gate = new();
    private readonly TokenBuckets _buckets = new(clock, TimeSpan.FromHours(1), Room);

    /// <summary>Takes one request of an account.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="limit">Requests an hour.</param>
    public RateDecision Take(long accountId, int limit)
    {
        lock (_gate)
        {
            var bucket = _buckets.Of(accountId.ToString(CultureInfo.InvariantCulture));
            bucket.Fill(limit);
            return bucket.TakeOne();
        }
    }
}
