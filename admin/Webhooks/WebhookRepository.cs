using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Webhooks;

/// <summary>The webhooks of accounts; those of the OnSync API are other rows of the table.</summary>
internal sealed class WebhookRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, url AS Url, subscriptions AS Subscriptions, secret AS Secret, inbox_id AS InboxId,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string OfThisSurface = "account_id = @AccountId AND surface = 'application'";

    public Task<List<Webhook>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Webhook>(
                $"SELECT {Columns} FROM webhooks WHERE {OfThisSurface} ORDER BY id", new { AccountId = accountId })).AsList(),
            cancellationToken);

    public static Task<Webhook?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<Webhook>($"SELECT {Columns} FROM webhooks WHERE {OfThisSurface} AND id = @id", new { AccountId = accountId, id });

    /// <summary>Whether another webhook of the account has the address.</summary>
    public static async Task<bool> IsTakenAsync(WriteScope scope, Webhook webhook)
        => await scope.FirstOrDefaultAsync<long?>(
            $"SELECT id FROM webhooks WHERE {OfThisSurface} AND url = @Url AND id <> @Id", webhook) is not null;

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Webhook webhook)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO webhooks (account_id, surface, name, url, subscriptions, secret, inbox_id, created_at, updated_at)
            VALUES (@AccountId, 'application', @Name, @Url, @Subscriptions, @Secret, @InboxId, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            webhook);

    public static Task<int> UpdateAsync(WriteScope scope, Webhook webhook)
        => scope.ExecuteAsync(
            $"""
            UPDATE webhooks SET name = @Name, url = @Url, subscriptions = @Subscriptions, inbox_id = @InboxId, updated_at = @UpdatedAt
            WHERE {OfThisSurface} AND id = @Id
            """,
            webhook);

    public Task<bool> DeleteAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync($"DELETE FROM webhooks WHERE {OfThisSurface} AND id = @id", new { AccountId = accountId, id }) == 1,
            cancellationToken);
}
