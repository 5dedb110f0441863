using System.Collections.Concurrent;
using OneLink.Admin.Redis;

namespace OneLink.Admin.Idempotency;

/// <summary>
/// The keys whose first request is being worked on: in this process, and through Redis in all. While Redis is away two admins
/// may work on the same request at once; the database then keeps one of the two and takes the other back.
/// </summary>
internal sealed class CallsUnderWay(RedisConnection redis, TimeProvider clock)
{
    private readonly ConcurrentDictionary<IdempotencyKey, byte> _keys = new();

    /// <returns>Until it is disposed nobody else gets a turn with the key; null where somebody has it.</returns>
    public async ValueTask<IAsyncDisposable?> TryEnterAsync(IdempotencyKey key)
    {
        if (!_keys.TryAdd(key, 0))
        {
            return null;
        }

        var turn = new Turn(_keys, key);
        if (!redis.IsConfigured)
        {
            return turn;
        }

        turn.Lease = await RedisLease.TryTakeAsync(redis, $"turn:{key.ApiKeyId}:{key.Value}", clock);
        if (turn.Lease is not null)
        {
            return turn;
        }

        await turn.DisposeAsync();
        return null;
    }

    private sealed class Turn(ConcurrentDictionary<IdempotencyKey, byte> keys, IdempotencyKey key) : IAsyncDisposable
    {
        public RedisLease? Lease { get; set; }

        public async ValueTask DisposeAsync()
        {
            if (Lease is not null)
            {
                await Lease.DisposeAsync();
            }

            keys.TryRemove(key, out _);
        }
    }
}
