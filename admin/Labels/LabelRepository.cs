using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Labels;

internal sealed class LabelRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, title AS Title, description AS Description, color AS Color, show_on_sidebar AS IsOnSidebar,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<List<Label>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Label>(
                $"SELECT {Columns} FROM labels WHERE account_id = @accountId ORDER BY title, id", new { accountId })).AsList(),
            cancellationToken);

    public Task<Label?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Label>(
                $"SELECT {Columns} FROM labels WHERE account_id = @accountId AND id = @id", new { accountId, id }),
            cancellationToken);

    public static Task<Label?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<Label>($"SELECT {Columns} FROM labels WHERE account_id = @accountId AND id = @id", new { accountId, id });

    public static async Task<bool> IsTakenAsync(WriteScope scope, Label label)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM labels WHERE account_id = @AccountId AND title = @Title AND id <> @Id", label) is not null;

    public static Task<long> InsertAsync(WriteScope scope, Label label)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO labels (account_id, title, description, color, show_on_sidebar, created_at, updated_at)
            VALUES (@AccountId, @Title, @Description, @Color, @IsOnSidebar, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            label);

    public static Task<int> UpdateAsync(WriteScope scope, Label label)
        => scope.ExecuteAsync(
            """
            UPDATE labels SET title = @Title, description = @Description, color = @Color, show_on_sidebar = @IsOnSidebar, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            label);

    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync("DELETE FROM labels WHERE account_id = @accountId AND id = @id", new { accountId, id }) > 0,
            cancellationToken);
}
