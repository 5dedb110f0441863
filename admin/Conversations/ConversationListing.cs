using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Filters;

namespace OneLink.Admin.Conversations;

/// <summary>Pages of conversations: the ids of the page, the rows, and the counts, each one query.</summary>
internal sealed class ConversationListing(IDatabase database, ISqlDialect dialect)
{
    private const int MostOfContact = 20;

    /// <summary>
    /// More matches than this are so many that going through the list in its order comes upon a page of them soon; fewer
    /// are fetched and sorted.
    /// </summary>
    private const int FewMatches = 5_000;

    /// <summary>The same of labels, all of whose conversations are fetched, whatever else narrows them.</summary>
    private const int FewLabelled = 1_000;

    /// <summary>Most that a list of what changed lately holds.</summary>
    private const int MostChanged = 1_000;

    /// <summary>A text is looked for in so many of the newest messages: in those that hold it, or where it is too short for an index in all.</summary>
    private const int MostMessages = 10_000;

    public Task<ConversationPage> ListAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        return database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var sql = Sql(query);
                var (limit, offset) = query.ChangedSince is null
                    ? (ConversationPage.Size, (query.Page - 1L) * ConversationPage.Size)
                    : (MostChanged, 0L);
                await NarrowAsync(connection, transaction, query, sql);
                var counts = await CountAsync(connection, transaction, sql);

                // One more than a page tells whether there is another.
                var isOfMany = counts.Of(query.Assignee) > (query.Labels.Count > 0 ? FewLabelled : FewMatches);
                var ids = (await connection.QueryAsync<long>(sql.Page(limit + 1, offset, isOfMany), sql.Parameters, transaction)).AsList();
                var conversations = await ConversationRepository.InOrderAsync(connection, transaction, query.AccountId, [.. ids.Take(limit)]);
                return new ConversationPage(conversations, counts.AtLeast(offset + ids.Count, query.Assignee));
            },
            cancellationToken);
    }

    public Task<ConversationCounts> CountAsync(ConversationQuery query, CancellationToken cancellationToken)
    {
        return database.ReadConsistentlyFromReplicaAsync(
            async (connection, transaction) =>
            {
                var sql = Sql(query);
                await NarrowAsync(connection, transaction, query, sql);
                return await CountAsync(connection, transaction, sql);
            },
            cancellationToken);
    }

    /// <summary>A contact's newest 20.</summary>
    /// <param name="accountId">Whose contact.</param>
    /// <param name="contactId">The contact.</param>
    /// <param name="inboxIds">Only in these inboxes; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<Conversation>> OfContactAsync(long accountId, long contactId, IReadOnlyList<long>? inboxIds, CancellationToken cancellationToken)
        => database.ReadFromReplicaAsync(
            async connection => (await connection.QueryAsync<Conversation>(
                $"""
                SELECT {ConversationRepository.Columns} FROM conversations
                WHERE contact_id = @contactId AND account_id = @accountId {(inboxIds is null ? "" : "AND inbox_id IN @inboxIds")}
                ORDER BY last_activity_at DESC, id DESC LIMIT {MostOfContact}
                """,
                new { accountId, contactId, inboxIds = inboxIds ?? [] })).AsList(),
            cancellationToken);

    /// <summary>Has them read by their ids where an index knows that they are few.</summary>
    private static async Task NarrowAsync(DbConnection connection, DbTransaction transaction, ConversationQuery query, ConversationListSql sql)
    {
        if (sql.TextMatches is { } matches)
        {
            sql.NarrowTo((await connection.QueryAsync<long>(matches, sql.Parameters, transaction)).Distinct().ToList());
        }
        else if (query.Filter is { } filter && await FilterNarrowing.FindAsync(connection, transaction, filter, sql.Parameters) is { } ids)
        {
            sql.NarrowTo(ids);
        }
    }

    private static async Task<ConversationCounts> CountAsync(DbConnection connection, DbTransaction transaction, ConversationListSql sql)
    {
        var (all, mine, unassigned) = await connection.QuerySingleAsync<(long, long, long)>(sql.Counts(), sql.Parameters, transaction);
        return new ConversationCounts(all, mine, unassigned, IsMinimum: !sql.AreExact && all == ConversationListSql.MostCounted);
    }

    internal ConversationListSql Sql(ConversationQuery query)
    {
        if (query.Text is null)
        {
            return new ConversationListSql(database, query);
        }

        var term = dialect.TextIndexTerm(query.AccountId, query.Text);
        var sql = new ConversationListSql(database, query)
        {
            TextMatches = term is not null
                ? $"SELECT conversation_id FROM messages WHERE id IN ({dialect.NewestInTextIndex("messages", "@term", MostMessages)})"
                : $"""
                    SELECT newest.conversation_id
                    FROM (SELECT conversation_id, message_type, content FROM messages
                          WHERE account_id = @accountId ORDER BY updated_at DESC, id DESC LIMIT {MostMessages}) newest
                    WHERE newest.message_type IN (0, 1) AND {dialect.Contains("lower(newest.content)", "@part")}
                    """,
        };
        sql.Parameters.AddDynamicParams(new { term, part = query.Text.ToLowerInvariant() });
        return sql;
    }
}
