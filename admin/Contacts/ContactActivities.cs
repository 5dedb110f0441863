using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Contacts;

/// <summary>Counts what contacts have done.</summary>
internal sealed class ContactActivities(IDatabase database)
{
    public Task<ContactActivity> OfAsync(long accountId, long contactId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleAsync<ContactActivity>(
                """
                SELECT MAX(c.contact_last_seen_at) AS LastSeenAt,
                       MAX((SELECT MAX(m.created_at) FROM messages m WHERE m.conversation_id = c.id AND m.is_private = 0 AND m.message_type <> 2)) AS LastMessageAt,
                       COUNT(*) AS ConversationCount,
                       CAST(COALESCE(SUM((SELECT COUNT(*) FROM messages m WHERE m.conversation_id = c.id AND m.is_private = 0 AND m.message_type <> 2)), 0) AS BIGINT) AS MessageCount
                FROM conversations c WHERE c.account_id = @accountId AND c.contact_id = @contactId
                """,
                new { accountId, contactId }),
            cancellationToken);
}
