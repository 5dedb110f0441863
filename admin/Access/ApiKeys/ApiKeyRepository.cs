using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>The stored API keys. Read anew for each request, so that revoking one works at once.</summary>
internal sealed class ApiKeyRepository(IDatabase database)
{
    private const string Select = """
        SELECT k.id AS Id, k.account_id AS AccountId, k.name AS Name, k.public_key AS PublicKey, k.secret_hash AS SecretHash,
               k.previous_secret_hash AS PreviousSecretHash, k.previous_secret_until AS PreviousSecretUntil,
               k.scopes AS Scopes, k.expires_at AS ExpiresAt, k.allowed_networks AS AllowedNetworks, k.last_used_at AS LastUsedAt,
               a.key_rate_limit AS KeyRateLimit, a.rate_limit AS AccountRateLimit, k.created_at AS CreatedAt
        FROM api_keys k INNER JOIN accounts a ON a.id = k.account_id
        """;

    public Task<ApiKey?> FindByPublicKeyAsync(string publicKey, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ApiKey>($"{Select} WHERE k.public_key = @publicKey", new { publicKey }),
            cancellationToken);

    public Task<ApiKey?> FindAsync(long accountId, string id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ApiKey>($"{Select} WHERE k.account_id = @accountId AND k.id = @id", new { accountId, id }),
            cancellationToken);

    /// <inheritdoc cref="FindAsync(long, string, CancellationToken)"/>
    public static Task<ApiKey?> FindAsync(WriteScope scope, long accountId, string id)
        => scope.FirstOrDefaultAsync<ApiKey>($"{Select} WHERE k.account_id = @accountId AND k.id = @id", new { accountId, id });

    /// <summary>A page of the account's keys after <paramref name="afterId"/>, by id.</summary>
    public Task<List<ApiKey>> ListAsync(long accountId, string afterId, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<ApiKey>(
                $"{Select} WHERE k.account_id = @accountId AND k.id > @afterId ORDER BY k.id LIMIT @limit",
                new { accountId, afterId, limit })).AsList(),
            cancellationToken);

    public static Task<int> InsertAsync(WriteScope scope, ApiKey key) => scope.ExecuteAsync(
        """
        INSERT INTO api_keys (id, account_id, name, public_key, secret_hash, scopes, expires_at, allowed_networks, created_at)
        VALUES (@Id, @AccountId, @Name, @PublicKey, @SecretHash, @Scopes, @ExpiresAt, @AllowedNetworks, @CreatedAt)
        """,
        key);

    /// <summary>Changes what of a key can change, its secrets among it.</summary>
    public static Task<int> UpdateAsync(WriteScope scope, ApiKey key) => scope.ExecuteAsync(
        """
        UPDATE api_keys SET name = @Name, scopes = @Scopes, expires_at = @ExpiresAt, allowed_networks = @AllowedNetworks,
                            secret_hash = @SecretHash, previous_secret_hash = @PreviousSecretHash, previous_secret_until = @PreviousSecretUntil
        WHERE id = @Id
        """,
        key);

    public static Task<int> DeleteAsync(WriteScope scope, ApiKey key) => scope.ExecuteAsync("DELETE FROM api_keys WHERE id = @Id", new { key.Id });
}
