using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.AgentBots;

internal sealed class AgentBotRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, description AS Description, outgoing_url AS OutgoingUrl, bot_type AS BotType,
        bot_config AS BotConfig, secret AS Secret, avatar_file_id AS AvatarFileId, avatar_url AS AvatarUrl,
        created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<AgentBot?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<AgentBot>($"SELECT {Columns} FROM agent_bots WHERE id = @id", new { id }), cancellationToken);

    public static Task<AgentBot?> FindAsync(WriteScope scope, long id)
        => scope.FirstOrDefaultAsync<AgentBot>($"SELECT {Columns} FROM agent_bots WHERE id = @id", new { id });

    /// <summary>The bots that an account can connect: its own and those of the installation.</summary>
    public Task<List<AgentBot>> OpenToAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AgentBot>(
                $"SELECT {Columns} FROM agent_bots WHERE account_id = @accountId OR account_id IS NULL ORDER BY id", new { accountId })).AsList(),
            cancellationToken);

    /// <summary>The bots that a platform app may reach.</summary>
    public Task<List<AgentBot>> OfPlatformAppAsync(long appId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AgentBot>(
                $"""
                SELECT {Columns} FROM agent_bots
                WHERE id IN (SELECT permissible_id FROM platform_app_permissibles WHERE platform_app_id = @appId AND permissible_kind = 'agent_bot')
                ORDER BY id
                """,
                new { appId })).AsList(),
            cancellationToken);

    public Task<List<AgentBot>> FindAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
        => ids.Count == 0
            ? Task.FromResult(new List<AgentBot>())
            : database.ReadAsync(
                async connection => (await connection.QueryAsync<AgentBot>($"SELECT {Columns} FROM agent_bots WHERE id IN @ids", new { ids })).AsList(),
                cancellationToken);

    /// <summary>Whether the bot belongs to the account or is connected to one of its inboxes.</summary>
    public Task<bool> ActsInAsync(AgentBot bot, long accountId, CancellationToken cancellationToken)
        => bot.AccountId == accountId
            ? Task.FromResult(true)
            : database.ReadAsync(
                async connection => await connection.QueryFirstOrDefaultAsync<long?>(
                    "SELECT id FROM inboxes WHERE agent_bot_id = @Id AND account_id = @accountId AND deleted_at IS NULL LIMIT 1",
                    new { bot.Id, accountId }) is not null,
                cancellationToken);

    /// <summary>Stores a new bot; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, AgentBot bot)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO agent_bots (account_id, name, description, outgoing_url, bot_type, bot_config, secret, avatar_file_id, avatar_url,
                                    created_at, updated_at)
            VALUES (@AccountId, @Name, @Description, @OutgoingUrl, @BotType, @BotConfig, @Secret, @AvatarFileId, @AvatarUrl,
                    @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            bot);

    public static Task<int> UpdateAsync(WriteScope scope, AgentBot bot)
        => scope.ExecuteAsync(
            """
            UPDATE agent_bots SET account_id = @AccountId, name = @Name, description = @Description, outgoing_url = @OutgoingUrl, bot_type = @BotType,
                                  bot_config = @BotConfig, secret = @Secret, avatar_file_id = @AvatarFileId, avatar_url = @AvatarUrl,
                                  updated_at = @UpdatedAt
            WHERE id = @Id
            """,
            bot);

    /// <summary>Takes a bot off conversations.</summary>
    /// <returns>How many, at most <paramref name="limit"/>.</returns>
    public static Task<int> UnassignAsync(WriteScope scope, long id, int limit)
        => scope.ExecuteAsync(
            """
            UPDATE conversations SET assignee_agent_bot_id = NULL
            WHERE id IN (SELECT id FROM conversations WHERE assignee_agent_bot_id = @id LIMIT @limit)
            """,
            new { id, limit });

    public static Task<int> DeleteAsync(WriteScope scope, long id) => scope.ExecuteAsync("DELETE FROM agent_bots WHERE id = @id", new { id });
}
