namespace OneLink.Admin.Limits;

/// <summary>Counts the requests of many callers, each against a limit a minute. In this process: with several, each lets so many by.</summary>
internal sealed class CountedCallers(TimeProvider clock)
{
    /// <summary>
    /// Callers that are remembered, 200 bytes each. Where more than these have asked within a minute, somebody is making
    /// them up; all are forgotten then, so that memory stays bounded.
    /// </summary>
    private const int MaxCallers = 100_000;

    private readonly Lock _gate = new();
    private readonly TokenBuckets _buckets = new(clock, TimeSpan.FromMinutes(1), MaxCallers);

    /// <summary>Takes one request of a caller, where he has one left.</summary>
    public RateDecision Take(string caller, int limit)
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
