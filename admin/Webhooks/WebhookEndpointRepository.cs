using System.Text.Json;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Webhooks;

/// <summary>The addresses that are told, wherever they are kept: webhooks of the account, those of inboxes, and those that rules call.</summary>
internal sealed class WebhookEndpointRepository(IDatabase database, TimeProvider clock)
{
    private const string OfWebhooks = """
        SELECT 'webhook' AS Kind, w.id AS Id, w.account_id AS AccountId, w.url AS Url, w.secret AS Secret, w.is_paused AS IsPaused,
               w.subscriptions AS Subscriptions, w.inbox_id AS InboxId, w.surface AS Surface, w.previous_secret AS PreviousSecret,
               w.previous_secret_until AS PreviousSecretUntil
        FROM webhooks w JOIN accounts a ON a.id = w.account_id
        WHERE a.deleted_at IS NULL
        """;

    private const string OfInboxes = """
        SELECT 'inbox' AS Kind, i.id AS Id, i.account_id AS AccountId, i.webhook_url AS Url, i.webhook_secret AS Secret, 0 AS IsPaused,
               NULL AS Subscriptions, i.id AS InboxId, 'application' AS Surface, NULL AS PreviousSecret, NULL AS PreviousSecretUntil
        FROM inboxes i JOIN accounts a ON a.id = i.account_id
        WHERE a.deleted_at IS NULL AND i.deleted_at IS NULL AND i.channel = 'api' AND i.webhook_url IS NOT NULL AND i.webhook_url <> ''
        """;

    private const string OfAutomation = """
        SELECT 'automation' AS Kind, c.id AS Id, c.account_id AS AccountId, c.url AS Url, '' AS Secret, 0 AS IsPaused,
               NULL AS Subscriptions, NULL AS InboxId, 'application' AS Surface, NULL AS PreviousSecret, NULL AS PreviousSecretUntil
        FROM automation_addresses c JOIN accounts a ON a.id = c.account_id
        WHERE a.deleted_at IS NULL
        """;

    /// <summary>Everybody in an account who is told of anything, oldest first.</summary>
    public Task<IReadOnlyList<WebhookEndpoint>> OfAccountAsync(long accountId, CancellationToken cancellationToken)
        => ReadAsync(
            $"{OfWebhooks} AND w.account_id = @accountId UNION ALL {OfInboxes} AND i.account_id = @accountId ORDER BY Kind DESC, Id",
            new { accountId },
            cancellationToken);

    /// <summary>Those of the targets that are still there.</summary>
    public Task<IReadOnlyList<WebhookEndpoint>> OfTargetsAsync(IEnumerable<WebhookTarget> targets, CancellationToken cancellationToken)
    {
        var byKind = targets.ToLookup(target => target.Kind, target => target.Id, StringComparer.Ordinal);
        return ReadAsync(
            $"{OfWebhooks} AND w.id IN @webhooks UNION ALL {OfInboxes} AND i.id IN @inboxes UNION ALL {OfAutomation} AND c.id IN @addresses",
            new { webhooks = byKind[WebhookTarget.Webhook], inboxes = byKind[WebhookTarget.Inbox], addresses = byKind[WebhookTarget.Automation] },
            cancellationToken);
    }

    private Task<IReadOnlyList<WebhookEndpoint>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
        => database.ReadAsync<IReadOnlyList<WebhookEndpoint>>(
            async connection => [.. (await connection.QueryAsync<Row>(sql, parameters)).Select(row => row.ToEndpoint(clock.GetUtcNow().ToUnixTimeMilliseconds()))], cancellationToken);

    private sealed class Row
    {
        public required string Kind { get; init; }

        public required long Id { get; init; }

        public required long AccountId { get; init; }

        public required string Url { get; init; }

        public required string Secret { get; init; }

        public required long IsPaused { get; init; }

        public string? Subscriptions { get; init; }

        public long? InboxId { get; init; }

        public required string Surface { get; init; }

        public string? PreviousSecret { get; init; }

        public long? PreviousSecretUntil { get; init; }

        public WebhookEndpoint ToEndpoint(long now) => new()
        {
            Target = new WebhookTarget(Kind, Id),
            AccountId = AccountId,
            Url = Url,
            Secret = Secret,
            IsPaused = IsPaused != 0,
            Subscriptions = Subscriptions is null ? null : JsonSerializer.Deserialize(Subscriptions, WebhookJson.Default.StringArray)!.ToHashSet(StringComparer.Ordinal),
            InboxId = InboxId,
            Surface = Surface,
            PreviousSecret = PreviousSecretUntil > now ? PreviousSecret : null,
        };
    }
}
