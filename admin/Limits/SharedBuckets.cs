using System.Globalization;
using OneLink.Admin.Redis;
using StackExchange.Redis;

namespace OneLink.Admin.Limits;

/// <summary>
/// Buckets in Redis that all admins take from, by the arithmetic of <see cref="TokenBucket"/> and by Redis's own clock. One
/// that is full again is gone: it expires at that moment.
/// </summary>
internal sealed class SharedBuckets(RedisConnection redis)
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>
    /// KEYS are buckets, ARGV the period in microseconds and the limit of each bucket. A bucket is kept as its limit, what is
    /// used of it and when that was. Answers whether one was taken from each (else from none), and what is used of each.
    /// </summary>
    private const string TakeScript = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local period = tonumber(ARGV[1])
        local buckets, admitted = {}, 1
        for i, key in ipairs(KEYS) do
          local bucket = { limit = tonumber(ARGV[i + 1]), used = 0, at = now, changed = false }
          local state = redis.call('GET', key)
          if state then
            local limit, used, at = string.match(state, '(%S+) (%S+) (%S+)')
            bucket.at = math.max(now, tonumber(at))
            bucket.used = math.min(bucket.limit, math.max(0, used - (bucket.at - at) * limit / period))
            bucket.changed = tonumber(limit) ~= bucket.limit
          end
          if bucket.limit - bucket.used < 1 then admitted = 0 end
          buckets[i] = bucket
        end
        local answer = { tostring(admitted) }
        for i, bucket in ipairs(buckets) do
          bucket.used = bucket.used + admitted
          answer[i + 1] = string.format('%.17g', bucket.used)
          if admitted == 1 or bucket.changed then
            local full = math.ceil((bucket.used * period / bucket.limit + bucket.at - now) / 1000) + 1
            redis.call('SET', KEYS[i], string.format('%d %.17g %.0f', bucket.limit, bucket.used, bucket.at), 'PX', string.format('%.0f', full))
          end
        end
        return answer
        """;

    private static readonly RedisValue PeriodMicroseconds = (long)Period.TotalMicroseconds;

    /// <summary>Takes one request of a caller, where he has one left.</summary>
    /// <returns>Null where Redis is away.</returns>
    public async ValueTask<RateDecision?> TakeAsync(string caller, int limit, CancellationToken cancellationToken)
    {
        RedisKey[] keys = [redis.Key("limit:" + caller)];
        RedisValue[] values = [PeriodMicroseconds, limit];
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(TakeScript, keys, values), cancellationToken);
        return answer.TryGet(out var taken) ? RateDecision.Of(IsAdmitted(taken), Level(limit, taken, 1)) : null;
    }

    /// <summary>Takes one request of a key and its account, or of neither.</summary>
    /// <returns>Null where Redis is away.</returns>
    public async ValueTask<RateDecision?> TakeAsync(long accountId, string keyId, RequestLimits limits, CancellationToken cancellationToken)
    {
        // One script, hence one server: what is in braces decides which.
        var account = string.Create(CultureInfo.InvariantCulture, $"limit:{{account {accountId}}}");
        RedisKey[] keys = [redis.Key($"{account}:{keyId}"), redis.Key(account)];
        RedisValue[] values = [PeriodMicroseconds, limits.Key, limits.Account];
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(TakeScript, keys, values), cancellationToken);
        return answer.TryGet(out var taken)
            ? RateDecision.Of(IsAdmitted(taken), Level(limits.Key, taken, 1), Level(limits.Account, taken, 2))
            : null;
    }

    private static bool IsAdmitted(RedisResult taken) => (int)taken[0] == 1;

    private static BucketLevel Level(int limit, RedisResult taken, int place) => new(limit, Math.Max(0, limit - (double)taken[place]), Period);
}
