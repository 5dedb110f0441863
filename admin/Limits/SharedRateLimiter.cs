namespace OneLink.Admin.Limits;

/// <summary>
/// Counts for all admins together. While Redis is away each counts for itself: n of them then let through at most n times
/// the limit, and buckets begin full.
/// </summary>
internal sealed class SharedRateLimiter(SharedBuckets shared, ProcessRateLimiter process) : IRateLimiter
{
    public async ValueTask<RateDecision> TakeAsync(long accountId, string keyId, RequestLimits limits, CancellationToken cancellationToken)
        => await shared.TakeAsync(accountId, keyId, limits, cancellationToken) ?? await process.TakeAsync(accountId, keyId, limits, cancellationToken);
}
