using Dapper;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Notifications;

/// <summary>Who is to be notified.</summary>
internal sealed class NotificationAudience(IDatabase database)
{
    private static readonly long Creation = NotificationType.BitOf(NotificationType.ConversationCreation);

    /// <summary>The members of the inbox who want to know of every new conversation.</summary>
    public Task<List<long>> OfCreationAsync(Conversation conversation, CancellationToken cancellationToken)
        => ReadAsync(
            """
            SELECT m.user_id FROM inbox_members m JOIN notification_settings s ON s.account_id = m.account_id AND s.user_id = m.user_id
            WHERE m.account_id = @AccountId AND m.inbox_id = @InboxId AND (s.email_flags & @Creation <> 0 OR s.push_flags & @Creation <> 0)
            ORDER BY m.user_id
            """,
            new { conversation.AccountId, conversation.InboxId, Creation },
            cancellationToken);

    /// <summary>Whom a note names.</summary>
    public Task<List<long>> OfMentionsAsync(Message message, CancellationToken cancellationToken)
        => message.IsPrivate == 0
            ? Task.FromResult(new List<long>())
            : ReadAsync(
                // A later mention moves the time on; it brings a notification of its own.
                "SELECT user_id FROM mentions WHERE account_id = @AccountId AND conversation_id = @ConversationId AND mentioned_at = @CreatedAt ORDER BY user_id",
                new { message.AccountId, message.ConversationId, message.CreatedAt },
                cancellationToken);

    public Task<List<long>> OfParticipantsAsync(Conversation conversation, CancellationToken cancellationToken)
        => ReadAsync(
            "SELECT user_id FROM conversation_participants WHERE account_id = @AccountId AND conversation_id = @Id ORDER BY user_id",
            new { conversation.AccountId, conversation.Id },
            cancellationToken);

    private Task<List<long>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
        => database.ReadAsync(async connection => (await connection.QueryAsync<long>(sql, parameters)).AsList(), cancellationToken);
}
