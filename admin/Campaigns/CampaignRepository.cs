using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Json;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Campaigns;

/// <summary>The stored campaigns. Every query of a caller names the account.</summary>
internal sealed class CampaignRepository(IDatabase database)
{
    private const string Columns = """
        c.id AS Id, c.account_id AS AccountId, c.inbox_id AS InboxId, c.audience_id AS AudienceId, c.title AS Title, c.name AS Name,
        c.message AS Message, c.template_params AS TemplateParams, c.quiet_from AS QuietFrom, c.quiet_to AS QuietTo, c.timezone AS Timezone,
        c.messages_per_minute AS MessagesPerMinute, c.state AS State, c.pause_reason AS PauseReason, c.pause_detail AS PauseDetail,
        c.scheduled_at AS ScheduledAt, c.started_at AS StartedAt, c.resumed_at AS ResumedAt, c.finished_at AS FinishedAt,
        c.next_send_at AS NextSendAt, c.creator_id AS CreatorId, c.created_at AS CreatedAt, c.updated_at AS UpdatedAt
        """;

    private const string ById = $"SELECT {Columns} FROM campaigns c WHERE c.account_id = @accountId AND c.id = @id";

    private const string OfActiveAccounts = $"""
        SELECT {Columns} FROM campaigns c JOIN accounts a ON a.id = c.account_id
        WHERE a.deleted_at IS NULL AND a.status = 'active'
        """;

    /// <summary>Of the newest messages that the provider has decided on, how it did.</summary>
    private const string DecidedSql = """
        SELECT m.status AS Status, m.content_attributes AS Attributes
        FROM campaign_recipients r JOIN messages m ON m.id = r.message_id LEFT JOIN channel_sends s ON s.message_id = m.id
        WHERE r.campaign_id = @Id AND r.state = 'sent' AND r.settled_at >= @ResumedAt AND (m.status <> 0 OR s.state = 'sent')
        ORDER BY r.settled_at DESC, r.id DESC LIMIT @most
        """;

    /// <summary>The newest first.</summary>
    public Task<List<Campaign>> PageAsync(long accountId, int page, int size, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Campaign>(
                $"SELECT {Columns} FROM campaigns c WHERE c.account_id = @accountId ORDER BY c.id DESC LIMIT @size OFFSET @skipped",
                new { accountId, size, skipped = (page - 1L) * size })).AsList(),
            cancellationToken);

    public Task<long> CountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM campaigns WHERE account_id = @accountId", new { accountId }), cancellationToken);

    public Task<Campaign?> FindAsync(long accountId, long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<Campaign>(ById, new { accountId, id }), cancellationToken);

    public static Task<Campaign?> FindAsync(WriteScope scope, long accountId, long id) => scope.FirstOrDefaultAsync<Campaign>(ById, new { accountId, id });

    /// <summary>Those whose messages may be sent now, of all accounts.</summary>
    public Task<List<Campaign>> RunningAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Campaign>($"{OfActiveAccounts} AND c.state = 'running' ORDER BY c.id")).AsList(), cancellationToken);

    /// <summary>Those whose time has come.</summary>
    public Task<List<Campaign>> DueAsync(long now, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Campaign>(
                $"{OfActiveAccounts} AND c.state = 'scheduled' AND c.scheduled_at <= @now ORDER BY c.scheduled_at, c.id", new { now })).AsList(),
            cancellationToken);

    public static async Task<bool> IsNameTakenAsync(WriteScope scope, Campaign campaign, string name)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM campaigns WHERE account_id = @AccountId AND name = @name AND id <> @Id", new { campaign.AccountId, campaign.Id, name }) is not null;

    /// <summary>Stores a new one; its id is what is returned.</summary>
    public static Task<long> InsertAsync(WriteScope scope, Campaign campaign)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO campaigns (account_id, inbox_id, audience_id, title, name, message, template_params, quiet_from, quiet_to, timezone,
              messages_per_minute, state, scheduled_at, creator_id, created_at, updated_at)
            VALUES (@AccountId, @InboxId, @AudienceId, @Title, @Name, @Message, @TemplateParams, @QuietFrom, @QuietTo, @Timezone,
              @MessagesPerMinute, @State, @ScheduledAt, @CreatorId, @CreatedAt, @UpdatedAt) RETURNING id
            """,
            campaign);

    public static Task<int> UpdateAsync(WriteScope scope, Campaign campaign)
        => scope.ExecuteAsync(
            """
            UPDATE campaigns SET inbox_id = @InboxId, audience_id = @AudienceId, title = @Title, name = @Name, message = @Message,
              template_params = @TemplateParams, quiet_from = @QuietFrom, quiet_to = @QuietTo, timezone = @Timezone,
              messages_per_minute = @MessagesPerMinute, state = @State, pause_reason = @PauseReason, pause_detail = @PauseDetail,
              scheduled_at = @ScheduledAt, started_at = @StartedAt, resumed_at = @ResumedAt, finished_at = @FinishedAt,
              next_send_at = @NextSendAt, updated_at = @UpdatedAt
            WHERE account_id = @AccountId AND id = @Id
            """,
            campaign);

    public static Task<int> MovePaceAsync(WriteScope scope, Campaign campaign, long nextSendAt)
        => scope.ExecuteAsync("UPDATE campaigns SET next_send_at = @nextSendAt WHERE id = @Id", new { campaign.Id, nextSendAt });

    public static Task<int> DeleteAsync(WriteScope scope, Campaign campaign)
        => scope.ExecuteAsync("DELETE FROM campaigns WHERE account_id = @AccountId AND id = @Id", new { campaign.AccountId, campaign.Id });

    /// <summary>Whether the newest messages since it went on, so many of them, have all failed.</summary>
    /// <returns>Null where not; else what the newest was told, empty where nothing.</returns>
    public Task<string?> RefusalAsync(Campaign campaign, int most, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection =>
            {
                var decided = (await connection.QueryAsync<(long Status, string Attributes)>(DecidedSql, new { campaign.Id, ResumedAt = campaign.ResumedAt ?? 0, most })).AsList();
                return decided.Count == most && decided.TrueForAll(message => message.Status == MessageStatus.Failed)
                    ? AttributeObject.Text(AttributeObject.Parse(decided[0].Attributes), "external_error") ?? ""
                    : null;
            },
            cancellationToken);

    /// <summary>Messages of an inbox that are not done with, up to so many.</summary>
    public Task<int> QueuedAsync(long inboxId, int most, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>(
                "SELECT COUNT(*) FROM (SELECT 1 FROM channel_sends WHERE inbox_id = @inboxId AND next_attempt_at IS NOT NULL LIMIT @most) AS queued", new { inboxId, most }),
            cancellationToken);

    /// <summary>Taps on links of the campaigns' messages, by campaign's name.</summary>
    public Task<IReadOnlyDictionary<string, long>> ClicksAsync(long accountId, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (IReadOnlyDictionary<string, long>)(await connection.QueryAsync<(string Name, long Clicks)>(
                """
                SELECT r.campaign, CAST(SUM(l.clicks) AS BIGINT) FROM link_recipients r JOIN links l ON l.id = r.link_id
                WHERE r.account_id = @accountId AND r.campaign IN @names GROUP BY r.campaign
                """,
                new { accountId, names })).ToDictionary(row => row.Name, row => row.Clicks, StringComparer.Ordinal),
            cancellationToken);
}
