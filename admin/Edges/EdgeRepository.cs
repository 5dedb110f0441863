using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Edges;

/// <summary>Edges and what they tell of themselves.</summary>
internal sealed class EdgeRepository(IDatabase database)
{
    private const string Columns = "SELECT id AS Id, name AS Name, token_hash AS TokenHash, accounts AS Accounts, revoked_at AS RevokedAt FROM edges ";

    public async Task<IReadOnlyList<Edge>> AllAsync(CancellationToken cancellationToken)
        => (await database.ReadAsync(connection => connection.QueryAsync<Edge>(Columns + "ORDER BY name"), cancellationToken)).AsList();

    public Task<Edge?> FindAsync(string name, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Edge>(Columns + "WHERE name = @name", new { name }), cancellationToken);

    public Task<Edge?> FindByTokenAsync(byte[] hash, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Edge>(Columns + "WHERE token_hash = @hash", new { hash }), cancellationToken);

    public static Task<Edge?> FindAsync(WriteScope scope, string name) => scope.FirstOrDefaultAsync<Edge>(Columns + "WHERE name = @name", new { name });

    /// <summary>Makes the edge, or gives the one of that name a new token and new accounts; one that was revoked is none any more.</summary>
    public static Task<int> SaveAsync(WriteScope scope, string name, byte[]? tokenHash, string accounts, long now)
        => scope.ExecuteAsync(
            """
            INSERT INTO edges (name, token_hash, accounts, created_at) VALUES (@name, @tokenHash, @accounts, @now)
            ON CONFLICT (name) DO UPDATE SET token_hash = @tokenHash, accounts = @accounts, revoked_at = NULL
            """,
            new { name, tokenHash, accounts, now });

    /// <returns>False where there is no such edge, or it was revoked before.</returns>
    public static async Task<bool> RevokeAsync(WriteScope scope, string name, long now)
        => await scope.ExecuteAsync("UPDATE edges SET revoked_at = @now WHERE name = @name AND revoked_at IS NULL", new { name, now }) == 1;

    public async Task<IReadOnlyList<EdgeInstance>> InstancesAsync(CancellationToken cancellationToken)
        => (await database.ReadAsync(
            connection => connection.QueryAsync<EdgeInstance>(
                """
                SELECT edge_id AS EdgeId, instance AS Instance, host AS Host, address AS Address, via AS Via, version AS Version,
                       sequence AS Sequence, spool_bytes AS SpoolBytes, seen_at AS SeenAt
                FROM edge_instances ORDER BY edge_id, host, instance
                """),
            cancellationToken)).AsList();

    /// <summary>Notes how running edges stand, and forgets those that have been silent since <paramref name="silentSince"/>.</summary>
    public Task<int> NoteAsync(IReadOnlyList<EdgeInstance> instances, long silentSince, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                foreach (var instance in instances)
                {
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO edge_instances (edge_id, instance, host, address, via, version, sequence, spool_bytes, seen_at)
                        VALUES (@EdgeId, @Instance, @Host, @Address, @Via, @Version, @Sequence, @SpoolBytes, @SeenAt)
                        ON CONFLICT (edge_id, instance) DO UPDATE SET host = @Host, address = @Address, via = @Via, version = @Version,
                          sequence = @Sequence, spool_bytes = @SpoolBytes, seen_at = @SeenAt
                        """,
                        instance);
                }

                return await scope.ExecuteAsync("DELETE FROM edge_instances WHERE seen_at < @silentSince", new { silentSince });
            },
            cancellationToken);
}
