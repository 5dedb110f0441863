using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Messages;

/// <summary>Pages of one conversation's messages, the oldest first. Ids are the cursors.</summary>
internal sealed class MessageListing(IDatabase database)
{
    private const int PageSize = 20;
    private const int CatchUpSize = 100;
    private const int MaxBetween = 1_000;

    private const string ForContact = $"{InConversation} AND is_private = 0 AND message_type <> 2";

    private const string InConversation = $"SELECT {MessageRepository.Columns} FROM messages WHERE account_id = @accountId AND conversation_id = @conversationId";

    /// <summary>
    /// The last 20; those before an id, 20 of them; those after an id, 100 of them; or those from one id to before another,
    /// 1,000 of them.
    /// </summary>
    public Task<List<Message>> PageAsync(long accountId, long conversationId, long? before, long? after, CancellationToken cancellationToken)
        => database.ReadFromReplicaAsync(
            async connection =>
            {
                var (sql, isBackwards, limit) = (before, after) switch
                {
                    (null, null) => (InConversation + " ORDER BY id DESC", true, PageSize),
                    ({ }, null) => (InConversation + " AND id < @before ORDER BY id DESC", true, PageSize),
                    (null, { }) => (InConversation + " AND id > @after ORDER BY id", false, CatchUpSize),
                    _ => (InConversation + " AND id >= @after AND id < @before ORDER BY id", false, MaxBetween),
                };
                var messages = (await connection.QueryAsync<Message>(
                    sql + " LIMIT @limit", new { accountId, conversationId, before, after, limit })).AsList();
                if (isBackwards)
                {
                    messages.Reverse();
                }

                return messages;
            },
            cancellationToken);

    /// <summary>What the contact may see: the last 20, or those before an id; none before the first.</summary>
    public Task<List<Message>> OfContactAsync(long accountId, long conversationId, long first, long? before, CancellationToken cancellationToken)
        => database.ReadFromReplicaAsync(
            async connection =>
            {
                var messages = (await connection.QueryAsync<Message>(
                    $"{ForContact} AND id >= @first AND id < @before ORDER BY id DESC LIMIT @PageSize",
                    new { accountId, conversationId, first, before = before ?? long.MaxValue, PageSize })).AsList();
                messages.Reverse();
                return messages;
            },
            cancellationToken);
}
