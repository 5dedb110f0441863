using System.Collections.Concurrent;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Database;

namespace OneLink.Admin.Access;

/// <summary>When each key was last used: noted in memory by every request, written down together now and then.</summary>
internal sealed class KeyUses(IDatabase database)
{
    private readonly ConcurrentDictionary<UsedKey, long> _unwritten = new();

    /// <param name="key">Which.</param>
    /// <param name="now">Unix milliseconds.</param>
    public void Note(ApiKey key, long now) => _unwritten[UsedKey.Of(key)] = now;

    /// <inheritdoc cref="Note(ApiKey, long)"/>
    public void Note(IntegrationKey key, long now) => _unwritten[UsedKey.Of(key)] = now;

    /// <param name="tokenId">Of the row of an access token.</param>
    /// <param name="now">Unix milliseconds.</param>
    public void NoteToken(long tokenId, long now) => _unwritten[UsedKey.OfToken(tokenId)] = now;

    /// <summary>Unix milliseconds; null where it was never used.</summary>
    public long? LastOf(ApiKey key) => Last(UsedKey.Of(key), key.LastUsedAt);

    /// <inheritdoc cref="LastOf(ApiKey)"/>
    public long? LastOf(IntegrationKey key) => Last(UsedKey.Of(key), key.LastUsedAt);

    /// <summary>Unix milliseconds; null where it was never used.</summary>
    /// <param name="tokenId">Of the row of an access token.</param>
    /// <param name="written">What is stored there.</param>
    public long? LastOfToken(long tokenId, long? written) => Last(UsedKey.OfToken(tokenId), written);

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
                foreach (var (key, at) in uses)
                {
                    await scope.ExecuteAsync($"UPDATE {key.Table} SET last_used_at = @at WHERE id = @Id", new { key.Id, at });
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

    private long? Last(UsedKey key, long? written) => _unwritten.TryGetValue(key, out var at) ? at : written;

    /// <param name="Table">Where its row is.</param>
    /// <param name="Id">Of the row: text or number.</param>
    private readonly record struct UsedKey(string Table, object Id)
    {
        public static UsedKey Of(ApiKey key) => new("api_keys", key.Id);

        public static UsedKey Of(IntegrationKey key) => new("integration_keys", key.Id);

        public static UsedKey OfToken(long id) => new("access_tokens", id);
    }
}
