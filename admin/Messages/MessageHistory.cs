using System.Data.Common;
using Dapper;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.LinkClicks;

namespace OneLink.Admin.Messages;

/// <summary>
/// Messages for programs that keep a copy: what was said at one address, the newest first, and what has changed in the whole
/// account since a time. Without notes among agents and what the system notes. Pages follow time and id, so that nothing is
/// shown twice or missed, whatever is said meanwhile.
/// </summary>
internal sealed class MessageHistory(IDatabase database)
{
    private const string Said = "messages.account_id = @accountId AND messages.is_private = 0 AND messages.message_type <> 2";

    private const string AtAddress = """
        FROM contact_inboxes ci JOIN inboxes i ON i.id = ci.inbox_id AND i.account_id = @accountId AND i.deleted_at IS NULL
        WHERE ci.account_id = @accountId AND ci.source_id = @SourceId AND i.channel = @Channel
        """;

    /// <param name="accountId">Whose.</param>
    /// <param name="address">Where it was said.</param>
    /// <param name="before">Only what was said before; null for the newest.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>Null where the account knows nobody there. One more than the limit tells that there is more.</returns>
    public Task<List<HistoryMessage>?> OfAddressAsync(
        long accountId, ConversationAddress address, HistoryCursor? before, int limit, CancellationToken cancellationToken)
        => database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var parameters = new { accountId, address.SourceId, address.Channel };
                var places = (await connection.QueryAsync<long>($"SELECT ci.id {AtAddress}", parameters, transaction)).AsList();
                if (places.Count == 0)
                {
                    return null;
                }

                var behind = before is null ? ""
                    : before.Value.Id is null ? " AND messages.created_at < @At"
                    : " AND (messages.created_at < @At OR (messages.created_at = @At AND messages.id < @Id))";
                var messages = (await connection.QueryAsync<Message>(
                    $"""
                    SELECT {MessageRepository.Columns} FROM messages
                    WHERE messages.conversation_id IN (SELECT id FROM conversations WHERE contact_inbox_id IN @places AND account_id = @accountId)
                      AND {Said}{behind}
                    ORDER BY messages.created_at DESC, messages.id DESC LIMIT @most
                    """,
                    new { accountId, places, before?.At, before?.Id, most = limit + 1 },
                    transaction)).AsList();
                return await WithPlacesAsync(connection, transaction, accountId, messages);
            },
            cancellationToken);

    /// <summary>What has changed, in the order of the changes.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="changedAfter">Behind which message; without its id, behind all of that time.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    public Task<List<HistoryMessage>> ChangedAsync(long accountId, HistoryCursor changedAfter, int limit, CancellationToken cancellationToken)
        => database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var messages = (await connection.QueryAsync<Message>(
                    $"""
                    SELECT {MessageRepository.Columns} FROM messages
                    WHERE {Said} AND (messages.updated_at, messages.id) > (@At, @id)
                    ORDER BY messages.updated_at, messages.id LIMIT @limit
                    """,
                    new { accountId, changedAfter.At, id = changedAfter.Id ?? long.MaxValue, limit },
                    transaction)).AsList();
                return await WithPlacesAsync(connection, transaction, accountId, messages);
            },
            cancellationToken);

    /// <returns>Null where it is gone, or nobody outside is told of it.</returns>
    public Task<HistoryMessage?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var messages = (await connection.QueryAsync<Message>(
                    $"SELECT {MessageRepository.Columns} FROM messages WHERE {Said} AND messages.id = @id", new { accountId, id }, transaction)).AsList();
                return (await WithPlacesAsync(connection, transaction, accountId, messages)).FirstOrDefault();
            },
            cancellationToken);

    private static async Task<List<HistoryMessage>> WithPlacesAsync(DbConnection connection, DbTransaction transaction, long accountId, List<Message> messages)
    {
        var conversations = messages.Select(message => message.ConversationId).Distinct().ToList();
        var places = (await connection.QueryAsync<(long Id, string Channel, string? SourceId, long ContactId)>(
            """
            SELECT c.id, i.channel, ci.source_id, c.contact_id FROM conversations c JOIN inboxes i ON i.id = c.inbox_id
            LEFT JOIN contact_inboxes ci ON ci.id = c.contact_inbox_id WHERE c.account_id = @accountId AND c.id IN @conversations
            """,
            new { accountId, conversations },
            transaction)).ToDictionary(place => place.Id);
        var clicks = await LinkRecipients.ClicksOfMessagesAsync(connection, transaction, accountId, messages.Select(message => message.Id));
        var attachments = await AttachmentRepository.OfMessagesAsync(connection, transaction, accountId, [.. messages.Select(message => message.Id)]);
        return messages.ConvertAll(message =>
        {
            var (_, channel, sourceId, contactId) = places[message.ConversationId];
            return new HistoryMessage(message, sourceId is null ? null : new ConversationAddress(channel, sourceId), channel, contactId, [.. attachments[message.Id]])
            {
                LinkClicks = clicks.TryGetValue(message.Id, out var count) ? count : null,
            };
        });
    }
}
