using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>What was sent to webhooks and what came of it, for as long as it is kept; sends again what somebody asks for.</summary>
internal sealed class DeliveryLog(IDatabase database, DeliveryQueue queue, WebhookSignal signal, TimeProvider clock)
{
    private const string Columns = """
        id AS Id, delivery_id AS DeliveryId, event_name AS EventName, state AS State, attempts AS Attempts, next_attempt_at AS NextAttemptAt,
        created_at AS CreatedAt, finished_at AS FinishedAt
        """;

    /// <summary>Tries anew, as if nothing had been tried, under the same id; the attempts before are kept.</summary>
    private const string Again = """
        UPDATE webhook_deliveries SET state = 'pending', next_attempt_at = @Now, attempt_count = 0, finished_at = NULL
        WHERE target = @target AND next_attempt_at IS NULL
        """;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The newest first.</summary>
    /// <param name="target">Whose.</param>
    /// <param name="state">One of <see cref="DeliveryRow.States"/>; null for all.</param>
    /// <param name="beforeId">Only those before that row.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<DeliveryRow>> PageAsync(WebhookTarget target, string? state, long beforeId, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<DeliveryRow>(
                $"""
                SELECT {Columns} FROM webhook_deliveries
                WHERE target = @target AND id < @beforeId {(state is null ? "" : "AND state = @state")} ORDER BY id DESC LIMIT @limit
                """,
                new { target = target.ToString(), state, beforeId, limit })).AsList(),
            cancellationToken);

    /// <summary>One, with what is sent.</summary>
    public Task<DeliveryRow?> FindAsync(WebhookTarget target, string deliveryId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<DeliveryRow>(
                $"SELECT {Columns}, payload AS Payload FROM webhook_deliveries WHERE target = @target AND delivery_id = @deliveryId",
                new { target = target.ToString(), deliveryId }),
            cancellationToken);

    /// <summary>Of several webhooks; those of which nothing is known are left out.</summary>
    public Task<Dictionary<string, DeliveryStats>> StatsAsync(IEnumerable<WebhookTarget> targets, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(string Target, long Pending, long Delivered, long Failed, long? LastDeliveredAt, long? LastFailedAt)>(
                """
                SELECT target, SUM(CASE WHEN state = 'pending' THEN 1 ELSE 0 END), SUM(CASE WHEN state = 'delivered' THEN 1 ELSE 0 END),
                       SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END),
                       MAX(CASE WHEN state = 'delivered' THEN finished_at END), MAX(CASE WHEN state = 'failed' THEN finished_at END)
                FROM webhook_deliveries WHERE target IN @targets GROUP BY target
                """,
                new { targets = targets.Select(target => target.ToString()) })).ToDictionary(
                    row => row.Target,
                    row => new DeliveryStats
                    {
                        Pending = row.Pending,
                        Delivered = row.Delivered,
                        Failed = row.Failed,
                        LastDeliveredAt = row.LastDeliveredAt,
                        LastFailedAt = row.LastFailedAt,
                    },
                    StringComparer.Ordinal),
            cancellationToken);

    /// <summary>Sends one again. What is still being tried goes on as it was.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> RedeliverAsync(WebhookTarget target, string deliveryId, CancellationToken cancellationToken)
    {
        var parameters = new { target = target.ToString(), deliveryId, Now };
        var isThere = await database.WriteAsync(
            async scope => await scope.ExecuteAsync($"{Again} AND delivery_id = @deliveryId", parameters) > 0
                || await scope.FirstOrDefaultAsync<long?>("SELECT id FROM webhook_deliveries WHERE target = @target AND delivery_id = @deliveryId", parameters) is not null,
            cancellationToken);
        signal.Raise();
        return isThere;
    }

    /// <summary>Sends all again of which nothing more was tried.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RedeliverFailedAsync(WebhookTarget target, CancellationToken cancellationToken)
    {
        var count = await database.WriteAsync(
            scope => scope.ExecuteAsync($"{Again} AND state = 'failed'", new { target = target.ToString(), Now }), cancellationToken);
        signal.Raise();
        return count;
    }

    /// <summary>Sends a webhook something to try it by, as its API sends what happens.</summary>
    /// <returns>Id of the delivery.</returns>
    public async Task<string> TestAsync(Webhook webhook, WebhookNotice notice, CancellationToken cancellationToken)
    {
        var (eventId, deliveryId) = (DeliveryQueue.NewId(), DeliveryQueue.NewId());
        var body = notice.Surface is WebhookSurface.OnSync
            ? WebhookEnvelope.Write(notice, eventId, Now, deliveryId, sequence: null)
            : notice.Body.ToJsonString(RelaxedJson.Compact);
        await database.WriteAsync(scope => queue.InsertAsync(scope, webhook.AccountId, webhook.Target, eventId, deliveryId, notice, body), cancellationToken);
        signal.Raise();
        return deliveryId;
    }
}
