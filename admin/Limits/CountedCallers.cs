namespace OneLink.Admin.Limits;

/// <summary>
/// Counts the requests of many callers, each against a limit a minute: for all admins together, or in this process, where
/// there is no Redis or it is away.
/// </summary>
/// <param name="shared">Where all admins count.</param>
/// <param name="kind">Of callers; tells them from others there.</param>
/// <param name="clock">Fills the buckets of this process.</param>
internal sealed class CountedCallers(SharedBuckets shared, string kind, TimeProvider clock)
{
    /// <summary>
    /// Callers that are remembered, 200 bytes each. Where more than these have asked within a minute, somebody is making
    /// them up; all are forgotten then, so that memory stays bounded.
    /// </summary>
    private const int MaxCallers = 100_000;

    private readonly Lock _gate = new();
    private readonly TokenBuckets _buckets = new(clock, SharedBuckets.Period, MaxCallers);

    /// <summary>Takes one request of a caller, where he has one left.</summary>
    public async ValueTask<RateDecision> TakeAsync(string caller, int limit, CancellationToken cancellationToken)
        => await shared.TakeAsync($"{kind}:{caller}", limit, cancellationToken) ?? Take(caller, limit);

    private RateDecision Take(string caller, int limit)
    {
        lock (_gate)
        {
            var bucket = _buckets.Of(caller);
            if (_buckets.Count > MaxCallers)
            {
                _buckets.Clear();
            }

            bucket.Fill(limit);
            return bucket.TakeOne();
        }
    }
}
