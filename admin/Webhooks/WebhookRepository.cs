using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Webhooks;

/// <summary>The webhooks of accounts. Each API sees those that were made through it.</summary>
internal sealed class WebhookRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, surface AS Surface, name AS Name, url AS Url, subscriptions AS Subscriptions, secret AS Secret, inbox_id AS InboxId,
        previous_secret AS PreviousSecret, previous_secret_until AS PreviousSecretUntil, is_paused AS IsPaused, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    private const string OfThisSurface = "account_id = @AccountId AND surface = @Surface";

    private const string ById = $"SELECT {Columns} FROM webhooks WHERE {OfThisSurface} AND id = @id";

    public Task<List<Webhook>> OfAccountAsync(long accountId, string surface, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Webhook>(
                $"SELECT {Columns} FROM webhooks WHERE {OfThisSurface} ORDER BY id", new { AccountId = accountId, Surface = surface })).AsList(),
            cancellationToken);

    public Task<Webhook?> FindAsync(long accountId, string surface, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Webhook>(ById, new { AccountId = accountId, Surface = surface, id }), cancellationToken);

    /// <inheritdoc cref="FindAsync(long, string, long, CancellationToken)"/>
    public static Task<Webhook?> FindAsync(WriteScope scope, long accountId, string surface, long id)
        => scope.FirstOrDefaultAsync<Webhook>(ById, new { AccountId = accountId, Surface = surface, id });

    /// <summary>Whether another webhook of the account has the address.</summary>
    public static async Task<bool> IsTakenAsync(WriteScope scope, Webhook webhook)
        => await scope.FirstOrDefaultAsync<long?>(
            $"SELECT id FROM webhooks WHERE {OfThisSurface} AND url = @Url AND id <> @Id", webhook) is not null;

    /// <summary>Whether any webhook of the account, through that API, is told of an event: a word of letters and a dot.</summary>
    public static async Task<bool> IsToldAsync(WriteScope scope, long accountId, string surface, string name)
        => await scope.FirstOrDefaultAsync<long?>(
            $"SELECT id FROM webhooks WHERE {OfThisSurface} AND subscriptions LIKE @pattern LIMIT 1",
            new { AccountId = accountId, Surface = surface, pattern = $"%\"{name}\"%" }) is not null;

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Webhook webhook)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO webhooks (account_id, surface, name, url, subscriptions, secret, inbox_id, is_paused, created_at, updated_at)
            VALUES (@AccountId, @Surface, @Name, @Url, @Subscriptions, @Secret, @InboxId, @IsPaused, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            webhook);

    public static Task<int> UpdateAsync(WriteScope scope, Webhook webhook)
        => scope.ExecuteAsync(
            $"""
            UPDATE webhooks SET name = @Name, url = @Url, subscriptions = @Subscriptions, inbox_id = @InboxId, secret = @Secret,
                                previous_secret = @PreviousSecret, previous_secret_until = @PreviousSecretUntil, is_paused = @IsPaused,
                                updated_at = @UpdatedAt
            WHERE {OfThisSurface} AND id = @Id
            """,
            webhook);

    public Task<bool> DeleteAsync(long accountId, string surface, long id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync($"DELETE FROM webhooks WHERE {OfThisSurface} AND id = @id", new { AccountId = accountId, Surface = surface, id }) == 1,
            cancellationToken);
}
