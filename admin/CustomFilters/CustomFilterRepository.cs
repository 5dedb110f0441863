using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.CustomFilters;

/// <summary>The saved filters. Every query names the account and the person.</summary>
internal sealed class CustomFilterRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, user_id AS UserId, name AS Name, filter_type AS FilterType, query AS Query,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM custom_filters WHERE account_id = @accountId AND user_id = @userId AND id = @id";

    public Task<List<CustomFilter>> OfUserAsync(long accountId, long userId, long filterType, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<CustomFilter>(
                $"SELECT {Columns} FROM custom_filters WHERE account_id = @accountId AND user_id = @userId AND filter_type = @filterType ORDER BY id",
                new { accountId, userId, filterType })).AsList(),
            cancellationToken);

    public Task<CustomFilter?> FindAsync(long accountId, long userId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<CustomFilter>(ById, new { accountId, userId, id }), cancellationToken);

    public static Task<CustomFilter?> FindAsync(WriteScope scope, long accountId, long userId, long id)
        => scope.FirstOrDefaultAsync<CustomFilter>(ById, new { accountId, userId, id });

    public static Task<long> CountAsync(WriteScope scope, long accountId, long userId)
        => scope.ScalarAsync<long>("SELECT COUNT(*) FROM custom_filters WHERE account_id = @accountId AND user_id = @userId", new { accountId, userId });

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, CustomFilter filter)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO custom_filters (account_id, user_id, name, filter_type, query, created_at, updated_at)
            VALUES (@AccountId, @UserId, @Name, @FilterType, @Query, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            filter);

    public static Task<int> UpdateAsync(WriteScope scope, CustomFilter filter)
        => scope.ExecuteAsync(
            """
            UPDATE custom_filters SET name = @Name, filter_type = @FilterType, query = @Query, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND user_id = @UserId AND id = @Id
            """,
            filter);

    public Task<bool> DeleteAsync(long accountId, long userId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                "DELETE FROM custom_filters WHERE account_id = @accountId AND user_id = @userId AND id = @id", new { accountId, userId, id }) == 1,
            cancellationToken);
}
