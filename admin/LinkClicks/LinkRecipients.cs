using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Links;

namespace OneLink.Admin.LinkClicks;

/// <summary>The links that were made for one person each. How often they were tapped is what the links show of themselves.</summary>
internal sealed class LinkRecipients(IDatabase database)
{
    /// <summary>Links of one statement.</summary>
    private const int AtOnce = 500;

    private const string Columns = """
        link_id AS LinkId, account_id AS AccountId, contact_id AS ContactId, conversation_id AS ConversationId, message_id AS MessageId,
        campaign AS Campaign, created_at AS CreatedAt
        """;

    private const string OfLink = $"SELECT {Columns} FROM link_recipients WHERE account_id = @accountId AND link_id = @linkId";

    private const string OfLinks = $"SELECT {Columns} FROM link_recipients WHERE link_id IN @linkIds";

    /// <returns>1.</returns>
    public static Task<int> InsertAsync(WriteScope scope, LinkRecipient recipient)
        => scope.ExecuteAsync(
            """
            INSERT INTO link_recipients (link_id, account_id, contact_id, conversation_id, message_id, campaign, created_at)
            VALUES (@LinkId, @AccountId, @ContactId, @ConversationId, @MessageId, @Campaign, @CreatedAt)
            """,
            recipient);

    /// <summary>Notes which message carries a link; the first one that did.</summary>
    public static Task<int> SetMessageAsync(WriteScope scope, long linkId, long messageId)
        => scope.ExecuteAsync("UPDATE link_recipients SET message_id = @messageId WHERE link_id = @linkId AND message_id IS NULL", new { linkId, messageId });

    /// <summary>
    /// Publishes the links of a contact that is about to be deleted or to become another: whoever keeps a copy of links with
    /// their contacts reads them anew when the transaction has ended.
    /// </summary>
    public static async Task PublishOfContactAsync(WriteScope scope, long accountId, long contactId)
    {
        var ids = (await scope.QueryAsync<long>(
            "SELECT link_id FROM link_recipients WHERE account_id = @accountId AND contact_id = @contactId ORDER BY link_id", new { accountId, contactId })).AsList();
        foreach (var piece in ids.Chunk(AtOnce))
        {
            foreach (var link in await LinkRepository.ByIdsAsync(scope, piece))
            {
                scope.Publish(LinkPublisher.ToChange(link));
            }
        }
    }

    /// <returns>Null where the link was made for nobody in particular.</returns>
    public Task<LinkRecipient?> FindAsync(long accountId, long linkId, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<LinkRecipient>(OfLink, new { accountId, linkId }), cancellationToken);

    /// <inheritdoc cref="FindAsync(long, long, CancellationToken)"/>
    public static Task<LinkRecipient?> FindAsync(WriteScope scope, long accountId, long linkId)
        => scope.FirstOrDefaultAsync<LinkRecipient>(OfLink, new { accountId, linkId });

    /// <summary>Of several links, by link; those made for nobody are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, LinkRecipient>> OfLinksAsync(DbConnection connection, DbTransaction transaction, IEnumerable<long> linkIds)
        => (await connection.QueryAsync<LinkRecipient>(OfLinks, new { linkIds }, transaction)).ToDictionary(recipient => recipient.LinkId);

    /// <inheritdoc cref="OfLinksAsync(DbConnection, DbTransaction, IEnumerable{long})"/>
    public static async Task<IReadOnlyDictionary<long, LinkRecipient>> OfLinksAsync(WriteScope scope, IEnumerable<long> linkIds)
        => (await scope.QueryAsync<LinkRecipient>(OfLinks, new { linkIds })).ToDictionary(recipient => recipient.LinkId);

    /// <summary>Taps on the links that were made for a contact and are still there.</summary>
    public Task<long> ClicksOfContactAsync(long accountId, long contactId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                """
                SELECT CAST(COALESCE(SUM(l.clicks), 0) AS BIGINT) FROM link_recipients r JOIN links l ON l.id = r.link_id
                WHERE r.account_id = @accountId AND r.contact_id = @contactId
                """,
                new { accountId, contactId }),
            cancellationToken);

    /// <summary>The newest links that were made for a contact and are still there.</summary>
    public Task<List<PersonalLink>> OfContactAsync(long accountId, long contactId, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<PersonalLink>(
                """
                SELECT r.link_id AS LinkId, l.domain_id AS DomainId, l.slug AS Slug, r.campaign AS Campaign, r.message_id AS MessageId,
                       c.display_id AS ConversationNumber, c.inbox_id AS InboxId
                FROM link_recipients r JOIN links l ON l.id = r.link_id LEFT JOIN conversations c ON c.id = r.conversation_id
                WHERE +r.account_id = @accountId AND r.contact_id = @contactId
                ORDER BY r.link_id DESC LIMIT @limit
                """,
                new { accountId, contactId, limit })).AsList(),
            cancellationToken);

    /// <summary>Taps on the links of messages, by message; those that carry no link are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, long>> ClicksOfMessagesAsync(
        DbConnection connection, DbTransaction transaction, long accountId, IEnumerable<long> messageIds)
        => (await connection.QueryAsync<(long MessageId, long Clicks)>(
            """
            SELECT r.message_id, CAST(SUM(l.clicks) AS BIGINT) FROM link_recipients r JOIN links l ON l.id = r.link_id
            WHERE r.account_id = @accountId AND r.message_id IN @messageIds GROUP BY r.message_id
            """,
            new { accountId, messageIds },
            transaction)).ToDictionary(row => row.MessageId, row => row.Clicks);
}
