using StackExchange.Redis;

namespace OneLink.Admin.Redis;

/// <summary>
/// A name that one process at a time holds, as long as Redis is there: a politeness among admins, which the database's own
/// keys must not need. It is prolonged while its holder lives, and released by whoever took it only.
/// </summary>
internal sealed class RedisLease : IAsyncDisposable
{
    /// <summary>How long others wait for a process that was killed, or could not give it back because Redis was away.</summary>
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(6);

    private const string ReleaseScript = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0";

    private const string ProlongScript = "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end return 0";

    private readonly RedisConnection _redis;
    private readonly RedisKey[] _name;
    private readonly RedisValue _token = Guid.NewGuid().ToString("N");
    private readonly ITimer _prolonging;

    private RedisLease(RedisConnection redis, string name, TimeProvider clock)
    {
        _redis = redis;
        _name = [redis.Key(name)];
        _prolonging = clock.CreateTimer(static lease => _ = ((RedisLease)lease!).ProlongAsync(), this, Term / 3, Term / 3);
    }

    /// <returns>Null where another holds it. Where Redis is away, whoever asks holds it.</returns>
    public static async ValueTask<RedisLease?> TryTakeAsync(RedisConnection redis, string name, TimeProvider clock)
    {
        var lease = new RedisLease(redis, name, clock);
        var answer = await redis.AskAsync(database => database.StringSetAsync(lease._name[0], lease._token, Term, When.NotExists));
        if (!answer.TryGet(out var isTaken) || isTaken)
        {
            return lease;
        }

        await lease._prolonging.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _prolonging.DisposeAsync();

        // Also where nothing was answered: it may have been taken all the same.
        await _redis.AskAsync(database => database.ScriptEvaluateAsync(ReleaseScript, _name, [_token]));
    }

    private async Task ProlongAsync()
        => await _redis.AskAsync(database => database.ScriptEvaluateAsync(ProlongScript, _name, [_token, (long)Term.TotalMilliseconds]));
}
