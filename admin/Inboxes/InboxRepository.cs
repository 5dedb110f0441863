using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Inboxes;

internal sealed class InboxRepository(IDatabase database)
{
    private const string Columns = """
        i.id AS Id, i.account_id AS AccountId, i.name AS Name, i.channel AS Channel, i.identifier AS Identifier, i.sandbox AS IsSandbox,
        i.channel_settings AS ChannelSettings, i.hmac_secret AS HmacSecret, i.hmac_mandatory AS IsHmacMandatory,
        i.webhook_url AS WebhookUrl, i.webhook_secret AS WebhookSecret,
        i.greeting_enabled AS IsGreetingEnabled, i.greeting_message AS GreetingMessage, i.enable_email_collect AS CollectsEmail,
        i.csat_survey_enabled AS IsCsatEnabled, i.csat_config AS CsatConfig,
        i.enable_auto_assignment AS AutoAssigns, i.auto_assignment_config AS AutoAssignmentConfig,
        i.working_hours_enabled AS HasWorkingHours, i.working_hours AS WorkingHours, i.out_of_office_message AS OutOfOfficeMessage,
        i.timezone AS Timezone, i.allow_messages_after_resolved AS AllowsMessagesAfterResolved,
        i.lock_to_single_conversation AS LocksToSingleConversation, i.track_links AS TracksLinks, i.sender_name_type AS SenderNameType,
        i.business_name AS BusinessName, i.agent_bot_id AS AgentBotId, i.avatar_file_id AS AvatarFileId, i.avatar_url AS AvatarUrl,
        i.created_at AS CreatedAt, i.updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM inboxes i WHERE i.account_id = @accountId AND i.id = @id AND i.deleted_at IS NULL";

    public Task<Inbox?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<Inbox>(ById, new { accountId, id }), cancellationToken);

    /// <summary>As <see cref="FindAsync(long, long, CancellationToken)"/>, as the caller's transaction sees it.</summary>
    public static Task<Inbox?> FindAsync(WriteScope scope, long accountId, long id) => scope.FirstOrDefaultAsync<Inbox>(ById, new { accountId, id });

    public Task<List<Inbox>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Inbox>(
                $"SELECT {Columns} FROM inboxes i WHERE i.account_id = @accountId AND i.deleted_at IS NULL ORDER BY i.id", new { accountId })).AsList(),
            cancellationToken);

    /// <summary>Those for which rules of links ask (<see cref="Openings.InboxOpenings"/>).</summary>
    public static async Task<List<Inbox>> WatchedAsync(DbConnection connection)
        => (await connection.QueryAsync<Inbox>(
            $"SELECT {Columns} FROM inboxes i WHERE i.id IN (SELECT inbox_id FROM inbox_openings) AND i.deleted_at IS NULL")).AsList();

    /// <summary>The inboxes in which the person is a member.</summary>
    public Task<List<Inbox>> OfMemberAsync(long accountId, long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Inbox>(
                $"""
                SELECT {Columns} FROM inboxes i JOIN inbox_members m ON m.inbox_id = i.id
                WHERE i.account_id = @accountId AND m.user_id = @userId AND i.deleted_at IS NULL ORDER BY i.id
                """,
                new { accountId, userId })).AsList(),
            cancellationToken);

    public Task<bool> HasMemberAsync(long accountId, long inboxId, long userId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => await connection.QueryFirstOrDefaultAsync<long?>(
                "SELECT user_id FROM inbox_members WHERE inbox_id = @inboxId AND user_id = @userId AND account_id = @accountId",
                new { accountId, inboxId, userId }) is not null,
            cancellationToken);

    /// <summary>Stores a new inbox; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Inbox inbox)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO inboxes (account_id, name, channel, identifier, sandbox, channel_settings, hmac_secret, hmac_mandatory, webhook_url,
                                 webhook_secret, greeting_enabled, greeting_message, enable_email_collect, csat_survey_enabled, csat_config,
                                 enable_auto_assignment, auto_assignment_config, working_hours_enabled, working_hours, out_of_office_message,
                                 timezone, allow_messages_after_resolved, lock_to_single_conversation, track_links, sender_name_type, business_name,
                                 agent_bot_id, avatar_file_id, avatar_url, created_at, updated_at)
            VALUES (@AccountId, @Name, @Channel, @Identifier, @IsSandbox, @ChannelSettings, @HmacSecret, @IsHmacMandatory, @WebhookUrl,
                    @WebhookSecret, @IsGreetingEnabled, @GreetingMessage, @CollectsEmail, @IsCsatEnabled, @CsatConfig,
                    @AutoAssigns, @AutoAssignmentConfig, @HasWorkingHours, @WorkingHours, @OutOfOfficeMessage,
                    @Timezone, @AllowsMessagesAfterResolved, @LocksToSingleConversation, @TracksLinks, @SenderNameType, @BusinessName,
                    @AgentBotId, @AvatarFileId, @AvatarUrl, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            inbox);

    public static Task<int> UpdateAsync(WriteScope scope, Inbox inbox)
        => scope.ExecuteAsync(
            """
            UPDATE inboxes SET name = @Name, channel_settings = @ChannelSettings, hmac_mandatory = @IsHmacMandatory, webhook_url = @WebhookUrl,
                               webhook_secret = @WebhookSecret, greeting_enabled = @IsGreetingEnabled, greeting_message = @GreetingMessage,
                               enable_email_collect = @CollectsEmail, csat_survey_enabled = @IsCsatEnabled, csat_config = @CsatConfig,
                               enable_auto_assignment = @AutoAssigns, auto_assignment_config = @AutoAssignmentConfig,
                               working_hours_enabled = @HasWorkingHours, working_hours = @WorkingHours,
                               out_of_office_message = @OutOfOfficeMessage, timezone = @Timezone,
                               allow_messages_after_resolved = @AllowsMessagesAfterResolved,
                               lock_to_single_conversation = @LocksToSingleConversation, track_links = @TracksLinks, sender_name_type = @SenderNameType,
                               business_name = @BusinessName, agent_bot_id = @AgentBotId, avatar_file_id = @AvatarFileId,
                               avatar_url = @AvatarUrl, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            inbox);

    /// <summary>By the identifier that the Client API knows: an API inbox or a web widget, of no account that is suspended or gone.</summary>
    public Task<Inbox?> FindForVisitorsAsync(string identifier, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Inbox>(
                $"""
                SELECT {Columns} FROM inboxes i JOIN accounts a ON a.id = i.account_id
                WHERE i.identifier = @identifier AND i.channel IN ('{InboxChannel.Api}', '{InboxChannel.WebWidget}') AND i.deleted_at IS NULL AND a.deleted_at IS NULL AND a.status = 'active'
                """,
                new { identifier }),
            cancellationToken);

    /// <summary>From now on the inbox is gone for every caller; <see cref="InboxRemoval"/> takes what is left.</summary>
    public Task<bool> MarkDeletedAsync(long accountId, long id, long at, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                "UPDATE inboxes SET deleted_at = @at WHERE account_id = @accountId AND id = @id AND deleted_at IS NULL", new { accountId, id, at }) == 1,
            cancellationToken);

    /// <summary>Lets a person of the account work in the inbox, where everybody else's turn comes first.</summary>
    public static Task AddMemberAsync(WriteScope scope, long accountId, long inboxId, long userId, long at)
        => scope.ExecuteAsync(
            """
            INSERT INTO inbox_members (inbox_id, user_id, account_id, turn, created_at)
            VALUES (@inboxId, @userId, @accountId, (SELECT last_turn FROM inboxes WHERE id = @inboxId), @at)
            ON CONFLICT (inbox_id, user_id) DO NOTHING
            """,
            new { accountId, inboxId, userId, at });
}
