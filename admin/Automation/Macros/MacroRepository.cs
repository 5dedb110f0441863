using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Macros;

/// <summary>The stored macros. Every query names the account.</summary>
internal sealed class MacroRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, visibility AS Visibility, actions AS Actions, created_by_id AS CreatedById,
        updated_by_id AS UpdatedById, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM macros WHERE account_id = @accountId AND id = @id";

    /// <summary>Those of all, and the person's own.</summary>
    public Task<List<Macro>> OfUserAsync(long accountId, long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Macro>(
                $"SELECT {Columns} FROM macros WHERE account_id = @accountId AND (visibility = {MacroVisibility.Global} OR created_by_id = @userId) ORDER BY id",
                new { accountId, userId })).AsList(),
            cancellationToken);

    public Task<Macro?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<Macro>(ById, new { accountId, id }), cancellationToken);

    public static Task<Macro?> FindAsync(WriteScope scope, long accountId, long id) => scope.FirstOrDefaultAsync<Macro>(ById, new { accountId, id });

    public static Task<long> CountAsync(WriteScope scope, long accountId)
        => scope.ScalarAsync<long>("SELECT COUNT(*) FROM macros WHERE account_id = @accountId", new { accountId });

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Macro macro)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO macros (account_id, name, visibility, actions, created_by_id, updated_by_id, created_at, updated_at)
            VALUES (@AccountId, @Name, @Visibility, @Actions, @CreatedById, @UpdatedById, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            macro);

    public static Task<int> UpdateAsync(WriteScope scope, Macro macro)
        => scope.ExecuteAsync(
            """
            UPDATE macros SET name = @Name, visibility = @Visibility, actions = @Actions, updated_by_id = @UpdatedById, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            macro);

    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync("DELETE FROM macros WHERE account_id = @accountId AND id = @id", new { accountId, id }) == 1,
            cancellationToken);
}
