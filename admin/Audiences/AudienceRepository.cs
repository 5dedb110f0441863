using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Audiences;

/// <summary>The stored audiences. Every query names the account.</summary>
internal sealed class AudienceRepository(IDatabase database)
{
    private const string Select = """
        SELECT a.id AS Id, a.account_id AS AccountId, a.name AS Name, a.question AS Question, a.asked_from AS AskedFrom, a.asked_to AS AskedTo,
               a.click_count AS ClickCount, a.tied_click_count AS TiedClickCount, a.refreshed_at AS RefreshedAt, a.created_at AS CreatedAt,
               a.updated_at AS UpdatedAt, (SELECT COUNT(*) FROM audience_members m WHERE m.audience_id = a.id) AS ContactCount
        FROM audiences a
        """;

    private const string ById = $"{Select} WHERE a.account_id = @accountId AND a.id = @id";

    /// <summary>The newest first.</summary>
    public Task<List<Audience>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Audience>($"{Select} WHERE a.account_id = @accountId ORDER BY a.id DESC", new { accountId })).AsList(),
            cancellationToken);

    public Task<Audience?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<Audience>(ById, new { accountId, id }), cancellationToken);

    public static Task<Audience?> FindAsync(WriteScope scope, long accountId, long id) => scope.FirstOrDefaultAsync<Audience>(ById, new { accountId, id });

    public static Task<long> CountAsync(WriteScope scope, long accountId)
        => scope.ScalarAsync<long>("SELECT COUNT(*) FROM audiences WHERE account_id = @accountId", new { accountId });

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Audience audience)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO audiences (account_id, name, question, asked_from, asked_to, click_count, tied_click_count, refreshed_at, created_at, updated_at)
            VALUES (@AccountId, @Name, @Question, @AskedFrom, @AskedTo, @ClickCount, @TiedClickCount, @RefreshedAt, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            audience);

    public static Task<int> UpdateAsync(WriteScope scope, Audience audience)
        => scope.ExecuteAsync(
            """
            UPDATE audiences SET name = @Name, question = @Question, asked_from = @AskedFrom, asked_to = @AskedTo, click_count = @ClickCount,
              tied_click_count = @TiedClickCount, refreshed_at = @RefreshedAt, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            audience);

    /// <summary>Campaigns that have begun keep their recipients.</summary>
    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync("DELETE FROM audiences WHERE account_id = @accountId AND id = @id", new { accountId, id }) == 1, cancellationToken);
}
