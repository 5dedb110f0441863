using System.Data.Common;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.LinkClicks;

/// <summary>The links that were made for one person each. How often they were tapped is what the links show of themselves.</summary>
internal sealed class LinkRecipients(IDatabase database)
{
    private const string Columns = """
        link_id AS LinkId, account_id AS AccountId, contact_id AS ContactId, conversation_id AS ConversationId, message_id AS MessageId, created_at AS CreatedAt
        """;

    private const string OfLink = $"SELECT {Columns} FROM link_recipients WHERE account_id = @accountId AND link_id = @linkId";

    /// <returns>1.</returns>
    public static Task<int> InsertAsync(WriteScope scope, LinkRecipient recipient)
        => scope.ExecuteAsync(
            """
            INSERT INTO link_recipients (link_id, account_id, contact_id, conversation_id, message_id, created_at)
            VALUES (@LinkId, @AccountId, @ContactId, @ConversationId, @MessageId, @CreatedAt)
            """,
            recipient);

    /// <summary>Notes which message carries a link; the first one that did.</summary>
    public static Task<int> SetMessageAsync(WriteScope scope, long linkId, long messageId)
        => scope.ExecuteAsync("UPDATE link_recipients SET message_id = @messageId WHERE link_id = @linkId AND message_id IS NULL", new { linkId, messageId });

    /// <returns>Null where the link was made for nobody in particular.</returns>
    public Task<LinkRecipient?> FindAsync(long accountId, long linkId, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<LinkRecipient>(OfLink, new { accountId, linkId }), cancellationToken);

    /// <inheritdoc cref="FindAsync(long, long, CancellationToken)"/>
    public static Task<LinkRecipient?> FindAsync(WriteScope scope, long accountId, long linkId)
        => scope.FirstOrDefaultAsync<LinkRecipient>(OfLink, new { accountId, linkId });

    /// <summary>Of several links, by link; those made for nobody are left out.</summary>
    public static async Task<IReadOnlyDictionary<long, LinkRecipient>> OfLinksAsync(WriteScope scope, IEnumerable<long> linkIds)
        => (await scope.QueryAsync<LinkRecipient>($"SELECT {Columns} FROM link_recipients WHERE link_id IN @linkIds", new { linkIds }))
            .ToDictionary(recipient => recipient.LinkId);

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
