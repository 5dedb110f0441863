using System.Collections.Concurrent;

namespace OneLink.Admin.Idempotency;

/// <summary>The keys whose first request is being worked on in this process.</summary>
internal sealed class CallsUnderWay
{
    private readonly ConcurrentDictionary<IdempotencyKey, byte> _keys = new();

    /// <returns>Until it is disposed nobody else gets a turn with the key; null where somebody has it.</returns>
    public IDisposable? TryEnter(IdempotencyKey key) => _keys.TryAdd(key, 0) ? new Turn(this, key) : null;

    private sealed class Turn(CallsUnderWay calls, IdempotencyKey key) : IDisposable
    {
        public void Dispose() => calls._keys.TryRemove(key, out _);
    }
}
