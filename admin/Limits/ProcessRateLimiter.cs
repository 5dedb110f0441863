using System.Collections.Concurrent;

namespace OneLink.Admin.Limits;

/// <summary>Counts in this process: right for one admin, and what several do while Redis is away.</summary>
internal sealed class ProcessRateLimiter(TimeProvider clock) : IRateLimiter
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, AccountBuckets> _accounts = new();

    public ValueTask<RateDecision> TakeAsync(long accountId, string keyId, RequestLimits limits, CancellationToken cancellationToken)
        => ValueTask.FromResult(_accounts.GetOrAdd(accountId, static (_, clock) => new AccountBuckets(clock), clock).Take(keyId, limits));

    /// <summary>Buckets of an account and its keys, under one lock: a request takes from both or from neither.</summary>
    private sealed class AccountBuckets(TimeProvider clock)
    {
        /// <summary>Keys come and go; those that have not been used for a minute are full and as good as new.</summary>
        private const int MaxIdleKeys = 1_000;

        private readonly Lock _gate = new();
        private readonly TokenBucket _account = new(clock, Minute);
        private readonly TokenBuckets _keys = new(clock, Minute, MaxIdleKeys);

        public RateDecision Take(string keyId, RequestLimits limits)
        {
            lock (_gate)
            {
                var key = _keys.Of(keyId);
                key.Fill(limits.Key);
                _account.Fill(limits.Account);
                var isAdmitted = key.Level.Remaining >= 1 && _account.Level.Remaining >= 1;
                if (isAdmitted)
                {
                    key.Take();
                    _account.Take();
                }

                return RateDecision.Of(isAdmitted, key.Level, _account.Level);
            }
        }
    }
}
