using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Messages;

/// <summary>Finds messages by what they say.</summary>
internal sealed class MessageSearch(IDatabase database, ISqlDialect dialect)
{
    /// <summary>Messages of a page.</summary>
    public const int PageSize = 15;

    /// <summary>The newest messages are looked at: of those that hold the text, or where it is too short for an index, of all.</summary>
    private const int MostMessages = 10_000;

    /// <param name="accountId">Whose.</param>
    /// <param name="text">A part of the content, in any case of letters.</param>
    /// <param name="inboxIds">Only in these inboxes; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>The newest first, each with its conversation's number.</returns>
    public Task<List<FoundMessage>> FindAsync(long accountId, string text, IReadOnlyList<long>? inboxIds, int page, CancellationToken cancellationToken)
    {
        var term = dialect.TextIndexTerm(accountId, text);
        var candidates = term is not null
            ? $"messages.id IN ({dialect.NewestInTextIndex("messages", "@term", MostMessages)})"
            : $"messages.id IN (SELECT id FROM messages WHERE account_id = @accountId ORDER BY updated_at DESC, id DESC LIMIT {MostMessages})";
        return database.ReadFromReplicaAsync(
            async connection => (await connection.QueryAsync<Message, long, FoundMessage>(
                $"""
                SELECT {MessageRepository.Columns}, conversations.display_id AS DisplayId
                FROM messages JOIN conversations ON conversations.id = messages.conversation_id
                WHERE {candidates} AND messages.account_id = @accountId AND messages.message_type IN (0, 1)
                  AND {dialect.Contains("lower(messages.content)", "@part")}
                {(inboxIds is null ? "" : "AND messages.inbox_id IN @inboxIds")}
                ORDER BY messages.created_at DESC, messages.id DESC LIMIT {PageSize} OFFSET @offset
                """,
                static (message, displayId) => new FoundMessage(message, displayId),
                new { accountId, part = text.ToLowerInvariant(), term, inboxIds = inboxIds ?? [], offset = (page - 1L) * PageSize },
                splitOn: "DisplayId")).AsList(),
            cancellationToken);
    }

    /// <summary>The first message of each conversation that has one.</summary>
    public Task<List<Message>> FirstOfAsync(long accountId, IReadOnlyCollection<long> conversationIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Message>(
                $"""
                SELECT {MessageRepository.Columns} FROM messages
                WHERE account_id = @accountId AND id IN (SELECT MIN(id) FROM messages WHERE conversation_id IN @conversationIds GROUP BY conversation_id)
                """,
                new { accountId, conversationIds })).AsList(),
            cancellationToken);
}
