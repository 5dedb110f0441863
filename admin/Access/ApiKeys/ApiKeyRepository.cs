using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Access.ApiKeys;

/// <summary>The stored API keys. Read anew for each request, so that revoking one works at once.</summary>
internal sealed class ApiKeyRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, public_key AS PublicKey, secret_hash AS SecretHash,
        previous_secret_hash AS PreviousSecretHash, previous_secret_until AS PreviousSecretUntil,
        scopes AS Scopes, expires_at AS ExpiresAt, created_at AS CreatedAt
        """;

    public Task<ApiKey?> FindByPublicKeyAsync(string publicKey, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ApiKey>(
                $"SELECT {Columns} FROM api_keys WHERE public_key = @publicKey", new { publicKey }),
            cancellationToken);

    public Task<ApiKey?> FindAsync(long accountId, string id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleOrDefaultAsync<ApiKey>(
                $"SELECT {Columns} FROM api_keys WHERE account_id = @accountId AND id = @id", new { accountId, id }),
            cancellationToken);

    /// <summary>A page of the account's keys after <paramref name="afterId"/>, by id.</summary>
    public Task<List<ApiKey>> ListAsync(long accountId, string afterId, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<ApiKey>(
                $"SELECT {Columns} FROM api_keys WHERE account_id = @accountId AND id > @afterId ORDER BY id LIMIT @limit",
                new { accountId, afterId, limit })).AsList(),
            cancellationToken);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => database.WriteAsync(scope => InsertAsync(scope, key), cancellationToken);

    public static Task<int> InsertAsync(WriteScope scope, ApiKey key) => scope.ExecuteAsync(
        """
        INSERT INTO api_keys (id, account_id, name, public_key, secret_hash, scopes, expires_at, created_at)
        VALUES (@Id, @AccountId, @Name, @PublicKey, @SecretHash, @Scopes, @ExpiresAt, @CreatedAt)
        """,
        key);

    /// <summary>Replaces the secret; the one before stays valid until <paramref name="previousUntil"/>.</summary>
    /// <returns>False where the account has no such key.</returns>
    public Task<bool> RotateAsync(long accountId, string id, byte[] secretHash, long previousUntil, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                """
                UPDATE api_keys
                SET previous_secret_hash = secret_hash, previous_secret_until = @previousUntil, secret_hash = @secretHash
                WHERE account_id = @accountId AND id = @id
                """,
                new { accountId, id, secretHash, previousUntil }) == 1,
            cancellationToken);

    /// <returns>False where the account has no such key.</returns>
    public Task<bool> RemoveAsync(long accountId, string id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync("DELETE FROM api_keys WHERE account_id = @accountId AND id = @id", new { accountId, id }) == 1,
            cancellationToken);
}
