using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Automation.Rules;

/// <summary>The stored rules. Every query names the account.</summary>
internal sealed class AutomationRuleRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, description AS Description, event_name AS EventName, conditions AS Conditions,
        actions AS Actions, is_active AS IsActive, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM automation_rules WHERE account_id = @accountId AND id = @id";

    public Task<List<AutomationRule>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AutomationRule>(
                $"SELECT {Columns} FROM automation_rules WHERE account_id = @accountId ORDER BY id", new { accountId })).AsList(),
            cancellationToken);

    /// <summary>The rules that are switched on, oldest first.</summary>
    public Task<List<AutomationRule>> ActiveOfAccountsAsync(IReadOnlyCollection<long> accountIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AutomationRule>(
                $"SELECT {Columns} FROM automation_rules WHERE account_id IN @accountIds AND is_active = 1 ORDER BY id", new { accountIds })).AsList(),
            cancellationToken);

    public Task<AutomationRule?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<AutomationRule>(ById, new { accountId, id }), cancellationToken);

    public static Task<AutomationRule?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<AutomationRule>(ById, new { accountId, id });

    public static Task<long> CountAsync(WriteScope scope, long accountId)
        => scope.ScalarAsync<long>("SELECT COUNT(*) FROM automation_rules WHERE account_id = @accountId", new { accountId });

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, AutomationRule rule)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO automation_rules (account_id, name, description, event_name, conditions, actions, is_active, created_at, updated_at)
            VALUES (@AccountId, @Name, @Description, @EventName, @Conditions, @Actions, @IsActive, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            rule);

    public static Task<int> UpdateAsync(WriteScope scope, AutomationRule rule)
        => scope.ExecuteAsync(
            """
            UPDATE automation_rules SET name = @Name, description = @Description, event_name = @EventName, conditions = @Conditions,
                                        actions = @Actions, is_active = @IsActive, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            rule);

    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync("DELETE FROM automation_rules WHERE account_id = @accountId AND id = @id", new { accountId, id }) == 1,
            cancellationToken);
}
