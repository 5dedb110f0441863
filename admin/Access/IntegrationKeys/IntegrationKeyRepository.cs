using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Access.IntegrationKeys;

/// <summary>The stored keys of the OnSync and OneTalk APIs. Read anew for each request, so that revoking one works at once.</summary>
internal sealed class IntegrationKeyRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, surface AS Surface, name AS Name, key_prefix AS KeyPrefix, key_hash AS KeyHash, scopes AS Scopes,
        last_used_at AS LastUsedAt, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM integration_keys WHERE account_id = @accountId AND surface = @surface AND id = @id";

    /// <returns>Null where no such key is known.</returns>
    public Task<IntegrationKey?> FindBySecretAsync(string surface, string secret, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<IntegrationKey>(
                $"SELECT {Columns} FROM integration_keys WHERE key_hash = @hash AND surface = @surface", new { hash = SecretHash.Of(secret), surface }),
            cancellationToken);

    public Task<IntegrationKey?> FindAsync(long accountId, string surface, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<IntegrationKey>(ById, new { accountId, surface, id }), cancellationToken);

    /// <inheritdoc cref="FindAsync(long, string, long, CancellationToken)"/>
    public static Task<IntegrationKey?> FindAsync(WriteScope scope, long accountId, string surface, long id)
        => scope.FirstOrDefaultAsync<IntegrationKey>(ById, new { accountId, surface, id });

    /// <summary>The oldest first.</summary>
    public Task<List<IntegrationKey>> OfAccountAsync(long accountId, string surface, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<IntegrationKey>(
                $"SELECT {Columns} FROM integration_keys WHERE account_id = @accountId AND surface = @surface ORDER BY id", new { accountId, surface })).AsList(),
            cancellationToken);

    public static Task<long> CountAsync(WriteScope scope, long accountId, string surface)
        => scope.ScalarAsync<long>("SELECT COUNT(*) FROM integration_keys WHERE account_id = @accountId AND surface = @surface", new { accountId, surface });

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, IntegrationKey key)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO integration_keys (account_id, surface, name, key_prefix, key_hash, scopes, created_at, updated_at)
            VALUES (@AccountId, @Surface, @Name, @KeyPrefix, @KeyHash, @Scopes, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            key);

    public static Task<int> UpdateAsync(WriteScope scope, IntegrationKey key)
        => scope.ExecuteAsync(
            """
            UPDATE integration_keys SET name = @Name, key_prefix = @KeyPrefix, key_hash = @KeyHash, scopes = @Scopes, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            key);

    public static Task<int> DeleteAsync(WriteScope scope, IntegrationKey key)
        => scope.ExecuteAsync("DELETE FROM integration_keys WHERE account_id = @AccountId AND id = @Id", new { key.AccountId, key.Id });
}
