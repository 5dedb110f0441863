using System.Collections.Concurrent;
using OneLink.Admin.Database;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>When each key was last used: noted in memory by every request, written down together now and then.</summary>
internal sealed class KeyUses(IDatabase database)
{
    private readonly ConcurrentDictionary<string, long> _unwritten = new(StringComparer.Ordinal);

    /// <param name="keyId">Id of the key.</param>
    /// <param name="now">Unix milliseconds.</param>
    public void Note(string keyId, long now) => _unwritten[keyId] = now;

    /// <summary>Unix milliseconds; null where it was never used.</summary>
    public long? LastOf(ApiKey key) => _unwritten.TryGetValue(key.Id, out var at) ? at : key.LastUsedAt;

    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        var uses = _unwritten.ToArray();
        if (uses.Length == 0)
        {
            return;
        }

        await database.WriteAsync(
            async scope =>
            {
                foreach (var (id, at) in uses)
                {
                    await scope.ExecuteAsync("UPDATE api_keys SET last_used_at = @at WHERE id = @id", new { id, at });
                }

                return uses.Length;
            },
            cancellationToken);
        foreach (var use in uses)
        {
            // Unless it was used again since.
            _unwritten.TryRemove(use);
        }
    }
}
