namespace OneLink.Admin.Limits;

/// <summary>Counts requests against limits: in this process, or for many processes where they share a counter.</summary>
internal interface IRateLimiter
{
    /// <summary>Takes one request from the key and its account, or from neither.</summary>
    ValueTask<RateDecision> TakeAsync(long accountId, string keyId, RequestLimits limits, CancellationToken cancellationToken);
}
