using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>The stored conversations. Every query names the account.</summary>
internal sealed class ConversationRepository(IDatabase database)
{
    public const string Columns = """
        conversations.id AS Id, conversations.account_id AS AccountId, conversations.inbox_id AS InboxId, conversations.contact_id AS ContactId,
        conversations.contact_inbox_id AS ContactInboxId, conversations.display_id AS DisplayId, conversations.uuid AS Uuid,
        conversations.status AS Status, conversations.priority AS Priority, conversations.assignee_id AS AssigneeId,
        conversations.assignee_agent_bot_id AS AssigneeAgentBotId, conversations.awaits_assignee_since AS AwaitsAssigneeSince,
        conversations.team_id AS TeamId,
        conversations.snoozed_until AS SnoozedUntil, conversations.additional_attributes AS AdditionalAttributes,
        conversations.custom_attributes AS CustomAttributes, conversations.agent_last_seen_at AS AgentLastSeenAt,
        conversations.assignee_last_seen_at AS AssigneeLastSeenAt, conversations.contact_last_seen_at AS ContactLastSeenAt,
        conversations.first_reply_created_at AS FirstReplyCreatedAt, conversations.waiting_since AS WaitingSince,
        conversations.last_activity_at AS LastActivityAt, conversations.last_message_id AS LastMessageId,
        conversations.last_non_activity_message_id AS LastNonActivityMessageId, conversations.last_incoming_at AS LastIncomingAt,
        conversations.created_at AS CreatedAt, conversations.updated_at AS UpdatedAt
        """;

    private const int MaxOfContact = 500;

    private const string ById = $"SELECT {Columns} FROM conversations WHERE account_id = @accountId AND id = @id";

    /// <summary>By the number that people see.</summary>
    public Task<Conversation?> FindAsync(long accountId, long displayId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Conversation>(
                $"SELECT {Columns} FROM conversations WHERE account_id = @accountId AND display_id = @displayId", new { accountId, displayId }),
            cancellationToken);

    /// <summary>By its id.</summary>
    public Task<Conversation?> ByIdAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<Conversation>(ById, new { accountId, id }), cancellationToken);

    /// <summary>By its id, as the caller's transaction sees it.</summary>
    public static Task<Conversation?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<Conversation>(ById, new { accountId, id });

    /// <summary>The newest of a contact in one inbox.</summary>
    public static Task<Conversation?> LastOfContactInboxAsync(WriteScope scope, long accountId, long contactInboxId)
        => scope.FirstOrDefaultAsync<Conversation>(
            $"SELECT {Columns} FROM conversations WHERE account_id = @accountId AND contact_inbox_id = @contactInboxId ORDER BY id DESC LIMIT 1",
            new { accountId, contactInboxId });

    /// <summary>The newest conversations that inboxes have with a contact, the newest first: at most 500.</summary>
    public Task<List<Conversation>> OfContactInboxesAsync(long accountId, IReadOnlyList<long> contactInboxIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Conversation>(
                $"SELECT {Columns} FROM conversations WHERE +account_id = @accountId AND contact_inbox_id IN @contactInboxIds ORDER BY id DESC LIMIT {MaxOfContact}",
                new { accountId, contactInboxIds })).AsList(),
            cancellationToken);

    /// <summary>The conversations with these ids, in the order of the ids.</summary>
    public static async Task<List<Conversation>> InOrderAsync(DbConnection connection, DbTransaction? transaction, long accountId, IReadOnlyList<long> ids)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var byId = (await connection.QueryAsync<Conversation>(
            $"SELECT {Columns} FROM conversations WHERE +account_id = @accountId AND id IN @ids", new { accountId, ids }, transaction))
            .ToDictionary(conversation => conversation.Id);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    /// <summary>The next number that people see. Numbers of conversations that are deleted are not given again.</summary>
    public static Task<long> NextDisplayIdAsync(WriteScope scope, long accountId)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO conversation_numbers (account_id, last_display_id) VALUES (@accountId, 1)
            ON CONFLICT (account_id) DO UPDATE SET last_display_id = conversation_numbers.last_display_id + 1
            RETURNING last_display_id
            """,
            new { accountId });

    /// <summary>Stores a new conversation; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Conversation conversation)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO conversations (account_id, inbox_id, contact_id, contact_inbox_id, display_id, uuid, status, priority, assignee_id,
                                       assignee_agent_bot_id, team_id, snoozed_until, additional_attributes, custom_attributes,
                                       waiting_since, last_activity_at, created_at, updated_at)
            VALUES (@AccountId, @InboxId, @ContactId, @ContactInboxId, @DisplayId, @Uuid, @Status, @Priority, @AssigneeId,
                    @AssigneeAgentBotId, @TeamId, @SnoozedUntil, @AdditionalAttributes, @CustomAttributes,
                    @WaitingSince, @LastActivityAt, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            conversation);

    public static Task<int> UpdateAsync(WriteScope scope, Conversation conversation)
        => scope.ExecuteAsync(
            """
            UPDATE conversations SET status = @Status, priority = @Priority, assignee_id = @AssigneeId, assignee_agent_bot_id = @AssigneeAgentBotId,
                                     awaits_assignee_since = @AwaitsAssigneeSince, team_id = @TeamId, snoozed_until = @SnoozedUntil, additional_attributes = @AdditionalAttributes,
                                     custom_attributes = @CustomAttributes, first_reply_created_at = @FirstReplyCreatedAt,
                                     waiting_since = @WaitingSince, last_activity_at = @LastActivityAt, last_message_id = @LastMessageId,
                                     last_non_activity_message_id = @LastNonActivityMessageId, last_incoming_at = @LastIncomingAt,
                                     updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            conversation);

    /// <summary>Stores when agents, the assignee and the contact last looked, and nothing else: no list is sorted by that.</summary>
    public static Task<int> UpdateSeenAsync(WriteScope scope, Conversation conversation)
        => scope.ExecuteAsync(
            """
            UPDATE conversations SET agent_last_seen_at = @AgentLastSeenAt, assignee_last_seen_at = @AssigneeLastSeenAt,
                                     contact_last_seen_at = @ContactLastSeenAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            conversation);

    /// <summary>Removes the conversation with its messages, labels and participants.</summary>
    public static Task<int> DeleteAsync(WriteScope scope, long accountId, long id)
        => scope.ExecuteAsync("DELETE FROM conversations WHERE account_id = @accountId AND id = @id", new { accountId, id });
}
