using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Campaigns;

/// <summary>The contacts of campaigns, fixed when they start.</summary>
internal sealed class CampaignRecipients(IDatabase database)
{
    /// <summary>
    /// What becomes of them when the contact <c>@goes</c> becomes <c>@stays</c>, of <c>@accountId</c>: whoever was written to
    /// under one of both names is not written to again, and one who waits under both waits once.
    /// </summary>
    public static IReadOnlyList<string> Moves { get; } =
    [
        """
        DELETE FROM campaign_recipients WHERE account_id = @accountId AND contact_id = @stays AND state = 'waiting'
          AND campaign_id IN (SELECT campaign_id FROM campaign_recipients WHERE contact_id = @goes AND state <> 'waiting')
        """,
        """
        DELETE FROM campaign_recipients WHERE account_id = @accountId AND contact_id = @goes AND state = 'waiting'
          AND campaign_id IN (SELECT campaign_id FROM campaign_recipients WHERE contact_id = @stays)
        """,
        """
        UPDATE campaign_recipients SET contact_id = @stays
        WHERE account_id = @accountId AND contact_id = @goes AND campaign_id NOT IN (SELECT campaign_id FROM campaign_recipients WHERE contact_id = @stays)
        """,
    ];

    /// <returns>How many there are.</returns>
    public static Task<int> FixAsync(WriteScope scope, Campaign campaign, long now)
        => scope.ExecuteAsync(
            """
            INSERT INTO campaign_recipients (campaign_id, account_id, contact_id, due_at)
            SELECT @Id, account_id, contact_id, @now FROM audience_members WHERE audience_id = @AudienceId AND account_id = @AccountId ORDER BY contact_id
            """,
            new { campaign.Id, campaign.AudienceId, campaign.AccountId, now });

    public static async Task<List<long>> DueAsync(IDatabase database, long campaignId, int most, long now, CancellationToken cancellationToken)
        => await database.ReadAsync(
            async connection => (await connection.QueryAsync<long>(
                "SELECT id FROM campaign_recipients WHERE campaign_id = @campaignId AND due_at <= @now ORDER BY due_at, id LIMIT @most", new { campaignId, most, now })).AsList(),
            cancellationToken);

    /// <summary>Whether anybody waits, now or later.</summary>
    public static async Task<bool> AnyWaitsAsync(IDatabase database, long campaignId, CancellationToken cancellationToken)
        => await database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long?>(
                "SELECT id FROM campaign_recipients WHERE campaign_id = @campaignId AND due_at IS NOT NULL LIMIT 1", new { campaignId }),
            cancellationToken) is not null;

    /// <returns>Null where it waits no more.</returns>
    public static Task<CampaignRecipient?> FindDueAsync(WriteScope scope, long id, long now)
        => scope.FirstOrDefaultAsync<CampaignRecipient>(
            "SELECT id AS Id, contact_id AS ContactId, state AS State FROM campaign_recipients WHERE id = @id AND due_at <= @now", new { id, now });

    public static Task<int> PutOffAsync(WriteScope scope, long id, long until)
        => scope.ExecuteAsync("UPDATE campaign_recipients SET due_at = @until WHERE id = @id AND state = 'waiting'", new { id, until });

    /// <summary>Makes those due at once that were put off.</summary>
    public static Task<int> RecallAsync(WriteScope scope, long campaignId, long now)
        => scope.ExecuteAsync("UPDATE campaign_recipients SET due_at = @now WHERE campaign_id = @campaignId AND due_at > @now", new { campaignId, now });

    public static Task<int> SkipAsync(WriteScope scope, long id, string reason, string? detail, long now)
        => scope.ExecuteAsync(
            "UPDATE campaign_recipients SET state = 'skipped', reason = @reason, detail = @detail, due_at = NULL, settled_at = @now WHERE id = @id AND state = 'waiting'",
            new { id, reason, detail, now });

    public static Task<int> SentAsync(WriteScope scope, long id, Message message, long now)
        => scope.ExecuteAsync(
            "UPDATE campaign_recipients SET state = 'sent', message_id = @messageId, due_at = NULL, settled_at = @now WHERE id = @id AND state = 'waiting'",
            new { id, messageId = message.Id, now });

    public static Task<int> CancelAsync(WriteScope scope, long campaignId, long now)
        => scope.ExecuteAsync(
            "UPDATE campaign_recipients SET state = 'skipped', reason = @reason, due_at = NULL, settled_at = @now WHERE campaign_id = @campaignId AND due_at IS NOT NULL",
            new { campaignId, reason = SkipReason.Cancelled, now });

    /// <summary>In the order in which they come, oldest first.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="campaignId">Of which.</param>
    /// <param name="state">One of <see cref="RecipientState"/>; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Of a page.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<CampaignRecipient>> PageAsync(long accountId, long campaignId, string? state, int page, int size, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<CampaignRecipient>(
                $"""
                SELECT r.id AS Id, r.contact_id AS ContactId, c.name AS Name, r.state AS State, r.reason AS Reason, r.detail AS Detail, r.due_at AS DueAt,
                       r.message_id AS MessageId, m.status AS MessageStatus, v.display_id AS ConversationDisplayId, r.settled_at AS SettledAt
                FROM campaign_recipients r
                LEFT JOIN contacts c ON c.id = r.contact_id
                LEFT JOIN messages m ON m.id = r.message_id
                LEFT JOIN conversations v ON v.id = m.conversation_id
                WHERE r.campaign_id = @campaignId AND r.account_id = @accountId{(state is null ? "" : " AND r.state = @state")} ORDER BY r.id LIMIT @size OFFSET @skipped
                """,
                new { accountId, campaignId, state, size, skipped = (page - 1L) * size })).AsList(),
            cancellationToken);

    /// <summary>By campaign; one that has none is left out.</summary>
    public Task<IReadOnlyDictionary<long, CampaignCounts>> CountAsync(long accountId, IReadOnlyCollection<long> campaignIds, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (IReadOnlyDictionary<long, CampaignCounts>)(await connection.QueryAsync<(long CampaignId, string State, string? Reason, long? Status, long Number)>(
                """
                SELECT r.campaign_id, r.state, r.reason, m.status, COUNT(*) FROM campaign_recipients r LEFT JOIN messages m ON m.id = r.message_id
                WHERE r.account_id = @accountId AND r.campaign_id IN @campaignIds GROUP BY r.campaign_id, r.state, r.reason, m.status
                """,
                new { accountId, campaignIds }))
                .GroupBy(row => row.CampaignId)
                .ToDictionary(rows => rows.Key, rows => new CampaignCounts
                {
                    Waiting = Sum(rows, row => row.State == RecipientState.Waiting),

                    // Of a message that was deleted nobody knows more than that it was sent.
                    Sent = Sum(rows, row => row.State == RecipientState.Sent && row.Status is null or MessageStatus.Sent),
                    Delivered = Sum(rows, row => row.Status == MessageStatus.Delivered),
                    Read = Sum(rows, row => row.Status == MessageStatus.Read),
                    Failed = Sum(rows, row => row.Status == MessageStatus.Failed),
                    Skipped = rows.Where(row => row.State == RecipientState.Skipped)
                        .GroupBy(row => row.Reason ?? "", StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Sum(row => row.Number), StringComparer.Ordinal),
                }),
            cancellationToken);

    private static long Sum(
        IEnumerable<(long CampaignId, string State, string? Reason, long? Status, long Number)> rows,
        Func<(long CampaignId, string State, string? Reason, long? Status, long Number), bool> counted)
        => rows.Where(counted).Sum(row => row.Number);
}
