using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.AgentBots;

internal sealed class AgentBotRepository(IDatabase database)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, name AS Name, description AS Description, outgoing_url AS OutgoingUrl, bot_type AS BotType,
        bot_config AS BotConfig, secret AS Secret, avatar_url AS AvatarUrl, created_at AS CreatedAt, updated_at AS UpdatedAt
        """;

    public Task<AgentBot?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<AgentBot>($"SELECT {Columns} FROM agent_bots WHERE id = @id", new { id }), cancellationToken);

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
            INSERT INTO agent_bots (account_id, name, description, outgoing_url, bot_type, bot_config, secret, avatar_url, created_at, updated_at)
            VALUES (@AccountId, @Name, @Description, @OutgoingUrl, @BotType, @BotConfig, @Secret, @AvatarUrl, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            bot);
}
