using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Messages;

/// <summary>The stored messages. Every query names the account or a conversation that was found by it.</summary>
internal sealed class MessageRepository(IDatabase database)
{
    public const string Columns = """
        messages.id AS Id, messages.account_id AS AccountId, messages.inbox_id AS InboxId, messages.conversation_id AS ConversationId,
        messages.message_type AS MessageType, messages.content AS Content, messages.content_type AS ContentType,
        messages.content_attributes AS ContentAttributes, messages.additional_attributes AS AdditionalAttributes,
        messages.is_private AS IsPrivate, messages.status AS Status, messages.source_id AS SourceId, messages.client_key AS ClientKey,
        messages.sender_kind AS SenderKind, messages.sender_id AS SenderId, messages.created_at AS CreatedAt, messages.updated_at AS UpdatedAt
        """;

    private const string InConversation = $"SELECT {Columns} FROM messages WHERE account_id = @accountId AND conversation_id = @conversationId";

    public Task<Message?> FindAsync(long accountId, long conversationId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Message>($"{InConversation} AND id = @id", new { accountId, conversationId, id }), cancellationToken);

    public static Task<Message?> FindAsync(WriteScope scope, long accountId, long conversationId, long id)
        => scope.FirstOrDefaultAsync<Message>($"{InConversation} AND id = @id", new { accountId, conversationId, id });

    /// <summary>By its id alone, in whatever conversation of the account.</summary>
    public static Task<Message?> FindAsync(WriteScope scope, long accountId, long id)
        => scope.FirstOrDefaultAsync<Message>($"SELECT {Columns} FROM messages WHERE account_id = @accountId AND id = @id", new { accountId, id });

    /// <summary>The message that an inbox knows under its channel's name, in whatever conversation.</summary>
    public static Task<Message?> FindBySourceAsync(WriteScope scope, long accountId, long inboxId, string sourceId)
        => scope.FirstOrDefaultAsync<Message>(
            $"SELECT {Columns} FROM messages WHERE account_id = @accountId AND inbox_id = @inboxId AND source_id = @sourceId", new { accountId, inboxId, sourceId });

    public static Task<Message?> FindByClientKeyAsync(WriteScope scope, long accountId, long conversationId, string clientKey)
        => scope.FirstOrDefaultAsync<Message>($"{InConversation} AND client_key = @clientKey", new { accountId, conversationId, clientKey });

    /// <summary>What a conversation began with.</summary>
    public static Task<Message?> FirstAsync(WriteScope scope, long accountId, long conversationId)
        => scope.FirstOrDefaultAsync<Message>($"{InConversation} AND message_type <> 2 ORDER BY id LIMIT 1", new { accountId, conversationId });

    /// <summary>What was sent to somebody until a time and is known to have come less far, the newest first.</summary>
    public static Task<IEnumerable<Message>> SentUntilAsync(WriteScope scope, long accountId, long contactInboxId, long until, long belowStatus, int limit)
        => scope.QueryAsync<Message>(
            $"""
            SELECT {Columns} FROM messages
            WHERE conversation_id IN (SELECT id FROM conversations WHERE contact_inbox_id = @contactInboxId AND account_id = @accountId)
              AND message_type IN (1, 3) AND source_id IS NOT NULL AND status < @belowStatus AND created_at <= @until
            ORDER BY id DESC LIMIT @limit
            """,
            new { accountId, contactInboxId, until, belowStatus, limit });

    public static async Task<Dictionary<long, Message>> ByIdAsync(DbConnection connection, DbTransaction? transaction, long accountId, IReadOnlyCollection<long> ids)
        => ids.Count == 0
            ? []
            : (await connection.QueryAsync<Message>(
                $"SELECT {Columns} FROM messages WHERE +account_id = @accountId AND id IN @ids", new { accountId, ids }, transaction))
                .ToDictionary(message => message.Id);

    /// <summary>Time of the newest message; 0 where there is none.</summary>
    public static Task<long> LastTimeAsync(WriteScope scope, long conversationId)
        => scope.ScalarAsync<long>("SELECT COALESCE(MAX(created_at), 0) FROM messages WHERE conversation_id = @conversationId", new { conversationId });

    public static Task<long> CountSinceAsync(WriteScope scope, long conversationId, long since)
        => scope.ScalarAsync<long>(
            "SELECT COUNT(*) FROM messages WHERE conversation_id = @conversationId AND created_at >= @since", new { conversationId, since });

    /// <summary>Stores a new message; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Message message)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO messages (account_id, inbox_id, conversation_id, message_type, content, content_type, content_attributes,
                                  additional_attributes, is_private, status, source_id, client_key, sender_kind, sender_id, created_at, updated_at)
            VALUES (@AccountId, @InboxId, @ConversationId, @MessageType, @Content, @ContentType, @ContentAttributes,
                    @AdditionalAttributes, @IsPrivate, @Status, @SourceId, @ClientKey, @SenderKind, @SenderId, @CreatedAt, @UpdatedAt)
            RETURNING id
            """,
            message);

    public static Task<int> UpdateAsync(WriteScope scope, Message message)
        => scope.ExecuteAsync(
            """
            UPDATE messages SET content = @Content, content_type = @ContentType, content_attributes = @ContentAttributes, status = @Status,
                                source_id = @SourceId, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            message);
}
