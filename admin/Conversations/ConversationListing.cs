using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Conversations;

/// <summary>Pages of conversations: the ids of the page, the rows, and the counts, each one query.</summary>
internal sealed class ConversationListing(IDatabase database, ISqlDialect dialect)
{
    private const int MostOfContact = 20;

    /// <summary>
    /// More matches than this are so many that going through the list in its order comes upon a page of them soon; fewer
    /// are fetched and sorted.
    /// </summary>
    private const int FewMatches = 1_000;

    /// <summary>Most that a list of what changed lately holds.</summary>
    private const int MostChanged = 1_000;

    /// <summary>A text is looked for in so many of the newest messages: in those that hold it, or where it is too short for an index in all.</summary>
    private const int MostMessages = 10_000;

    public Task<ConversationPage> ListAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        var sql = Sql(query);
        return database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var (limit, offset) = query.ChangedSince is null
                    ? (ConversationPage.Size, (query.Page - 1L) * ConversationPage.Size)
                    : (MostChanged, 0L);
                var (all, mine, unassigned) = await connection.QuerySingleAsync<(long, long, long)>(sql.Counts(), sql.Parameters, transaction);
                var ids = (await connection.QueryAsync<long>(sql.Page(limit, offset, isOfMany: all > FewMatches), sql.Parameters, transaction)).AsList();
                var conversations = await ConversationRepository.InOrderAsync(connection, transaction, query.AccountId, ids);
                return new ConversationPage(conversations, new ConversationCounts(all, mine, unassigned));
            },
            cancellationToken);
    }

    public Task<ConversationCounts> CountAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        var sql = Sql(query);
        return database.ReadAsync(
            async connection =>
            {
                var (all, mine, unassigned) = await connection.QuerySingleAsync<(long, long, long)>(sql.Counts(), sql.Parameters);
                return new ConversationCounts(all, mine, unassigned);
            },
            cancellationToken);
    }

    /// <summary>A contact's newest 20.</summary>
    /// <param name="accountId">Whose contact.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="inboxIds">Only in these inboxes; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<Conversation>> OfContactAsync(long accountId, long contactId, IReadOnlyList<long>? inboxIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Conversation>(
                $"""
                SELECT {ConversationRepository.Columns} FROM conversations
                WHERE contact_id = @contactId AND account_id = @accountId {(inboxIds is null ? "" : "AND inbox_id IN @inboxIds")}
                ORDER BY last_activity_at DESC, id DESC LIMIT {MostOfContact}
                """,
                new { accountId, contactId, inboxIds = inboxIds ?? [] })).AsList(),
            cancellationToken);

    internal ConversationListSql Sql(ConversationQuery query)
    {
        if (query.Text is null)
        {
            return new ConversationListSql(database, query, textMatches: null);
        }

        var term = dialect.TextIndexTerm(query.AccountId, query.Text);
        var sql = new ConversationListSql(database, query, term is not null
            ? $"SELECT conversation_id FROM messages WHERE id IN ({dialect.NewestInTextIndex("messages", "@term", MostMessages)})"
            : $"""
                SELECT newest.conversation_id
                FROM (SELECT conversation_id, message_type, content FROM messages
                      WHERE account_id = @accountId ORDER BY updated_at DESC, id DESC LIMIT {MostMessages}) newest
                WHERE newest.message_type IN (0, 1) AND {dialect.Contains("lower(newest.content)", "@part")}
                """);
        sql.Parameters.AddDynamicParams(new { term, part = query.Text.ToLowerInvariant() });
        return sql;
    }
}
