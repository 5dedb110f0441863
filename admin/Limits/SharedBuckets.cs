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

    private const int Take = 1;
    private const int GiveBack = -1;

    /// <summary>
    /// KEYS are buckets, ARGV the period in microseconds, 1 (takes one from each) or -1 (gives it back), and the limit of each
    /// bucket. A bucket is kept as its limit, what is used of it and when that was. Answers whether one was taken from each
    /// (else from none), and what is used of each.
    /// </summary>
    private const string TakeScript = """
        local time = redis.call('TIME')
        local now = time[1] * 1000000 + time[2]
        local period, wanted = tonumber(ARGV[1]), tonumber(ARGV[2])
        local buckets, admitted = {}, 1
        for i, key in ipairs(KEYS) do
          local bucket = { limit = tonumber(ARGV[i + 2]), used = 0, at = now, changed = false }
          local state = redis.call('GET', key)
          if state then
            local limit, used, at = string.match(state, '(%S+) (%S+) (%S+)')
            bucket.at = math.max(now, tonumber(at))
            bucket.used = math.min(bucket.limit, math.max(0, used - (bucket.at - at) * limit / period))
            bucket.changed = tonumber(limit) ~= bucket.limit
          end
          if bucket.limit - bucket.used < wanted then admitted = 0 end
          buckets[i] = bucket
        end
        local answer = { tostring(admitted) }
        for i, bucket in ipairs(buckets) do
          bucket.used = math.max(0, bucket.used + admitted * wanted)
          answer[i + 1] = string.format('%.17g', bucket.used)
          if admitted == 1 or bucket.changed then
            local full = math.ceil((bucket.used * period / bucket.limit + bucket.at - now) / 1000) + 1
            redis.call('SET', KEYS[i], string.format('%d %.17g %.0f', bucket.limit, bucket.used, bucket.at), 'PX', string.format('%.0f', full))
          end
        end
        return answer
        """;

    /// <summary>Takes one request of a caller, where he has one left.</summary>
    /// <returns>Null where Redis is away.</returns>
    public async ValueTask<RateDecision?> TakeAsync(string caller, int limit, CancellationToken cancellationToken)
        => await AskAsync(Period, Take, [redis.Key("limit:" + caller)], [limit], cancellationToken) is { } taken
            ? RateDecision.Of(IsAdmitted(taken), Level(limit, taken, 1, Period))
            : null;

    /// <summary>Takes one request of a key and its account, or of neither.</summary>
    /// <returns>Null where Redis is away.</returns>
    public async ValueTask<RateDecision?> TakeAsync(long accountId, string keyId, RequestLimits limits, CancellationToken cancellationToken)
    {
        // One script, hence one server: what is in braces decides which.
        var account = string.Create(CultureInfo.InvariantCulture, $"limit:{{account {accountId}}}");
        return await AskAsync(Period, Take, [redis.Key($"{account}:{keyId}"), redis.Key(account)], [limits.Key, limits.Account], cancellationToken) is { } taken
            ? RateDecision.Of(IsAdmitted(taken), Level(limits.Key, taken, 1, Period), Level(limits.Account, taken, 2, Period))
            : null;
    }

    /// <summary>Takes one of two callers, or of neither, against limits of any period.</summary>
    /// <param name="group">Tells their buckets from others.</param>
    /// <param name="one">A caller, and his limit a period.</param>
    /// <param name="other">Another.</param>
    /// <param name="period">In which an empty bucket fills.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    /// <returns>Null where Redis is away.</returns>
    public async ValueTask<RateDecision?> TakeAsync(
        string group, (string Name, int Limit) one, (string Name, int Limit) other, TimeSpan period, CancellationToken cancellationToken)
        => await AskAsync(period, Take, [Key(group, one.Name), Key(group, other.Name)], [one.Limit, other.Limit], cancellationToken) is { } taken
            ? RateDecision.Of(IsAdmitted(taken), Level(one.Limit, taken, 1, period), Level(other.Limit, taken, 2, period))
            : null;

    /// <summary>Undoes a taking of two callers.</summary>
    /// <returns>Whether Redis did.</returns>
    public async ValueTask<bool> GiveBackAsync(
        string group, (string Name, int Limit) one, (string Name, int Limit) other, TimeSpan period, CancellationToken cancellationToken)
        => await AskAsync(period, GiveBack, [Key(group, one.Name), Key(group, other.Name)], [one.Limit, other.Limit], cancellationToken) is not null;

    private RedisKey Key(string group, string caller) => redis.Key($"limit:{{{group}}}:{caller}");

    private async ValueTask<RedisResult?> AskAsync(TimeSpan period, int wanted, RedisKey[] keys, int[] limits, CancellationToken cancellationToken)
    {
        RedisValue[] values = [(long)period.TotalMicroseconds, wanted, .. limits.Select(limit => (RedisValue)limit)];
        var answer = await redis.AskAsync(database => database.ScriptEvaluateAsync(TakeScript, keys, values), cancellationToken);
        return answer.TryGet(out var taken) ? taken : null;
    }

    private static bool IsAdmitted(RedisResult taken) => (int)taken[0] == 1;

    private static BucketLevel Level(int limit, RedisResult taken, int place, TimeSpan period) => new(limit, Math.Max(0, limit - (double)taken[place]), period);
}
