using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.CannedResponses;

internal sealed class CannedResponseRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, short_code AS ShortCode, content AS Content, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<List<CannedResponse>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<CannedResponse>(
                $"SELECT {Columns} FROM canned_responses WHERE account_id = @accountId ORDER BY id", new { accountId })).AsList(),
            cancellationToken);

    public static Task<CannedResponse?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<CannedResponse>(
            $"SELECT {Columns} FROM canned_responses WHERE account_id = @accountId AND id = @id", new { accountId, id });

    /// <summary>Whether another one of the account has the short code.</summary>
    public static async Task<bool> IsTakenAsync(WriteScope scope, CannedResponse response)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM canned_responses WHERE account_id = @AccountId AND short_code = @ShortCode AND id <> @Id", response) is not null;

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, CannedResponse response)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO canned_responses (account_id, short_code, content, created_at, updated_at)
            VALUES (@AccountId, @ShortCode, @Content, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            response);

    public static Task<int> UpdateAsync(WriteScope scope, CannedResponse response)
        => scope.ExecuteAsync(
            "UPDATE canned_responses SET short_code = @ShortCode, content = @Content, updated_at = @UpdatedAt WHERE account_id = @AccountId AND id = @Id",
            response);

    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync("DELETE FROM canned_responses WHERE account_id = @accountId AND id = @id", new { accountId, id }) == 1,
            cancellationToken);
}
