using System.Text.Json;
using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Webhooks;

/// <summary>Deliveries in the database: written with the event, taken for an attempt, and finished or put back.</summary>
internal sealed class DeliveryQueue(IDatabase database, TimeProvider clock)
{
    private const string Columns = """
        id AS Id, account_id AS AccountId, target AS Target, delivery_id AS DeliveryId, event_name AS EventName, ordering_key AS OrderingKey,
        payload AS Payload, attempt_count AS AttemptCount, attempts AS Attempts
        """;

    /// <summary>Goes from one target that has something due or waiting to the next, by the index: as many steps as there are targets.</summary>
    private const string TargetsSql = """
        WITH RECURSIVE targets (target) AS (
          SELECT MIN(target) FROM webhook_deliveries WHERE next_attempt_at IS NOT NULL
          UNION ALL
          SELECT (SELECT MIN(d.target) FROM webhook_deliveries d WHERE d.next_attempt_at IS NOT NULL AND d.target > targets.target)
          FROM targets WHERE targets.target IS NOT NULL)
        SELECT target FROM targets WHERE target IS NOT NULL
        """;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>An id that nothing else has.</summary>
    public static string NewId() => Guid.CreateVersion7().ToString();

    /// <summary>Writes down what is to be sent.</summary>
    /// <returns>1.</returns>
    public Task<int> InsertAsync(WriteScope scope, long accountId, WebhookTarget target, string eventId, string deliveryId, WebhookNotice notice, string body)
        => scope.ExecuteAsync(
            """
            INSERT INTO webhook_deliveries (account_id, target, delivery_id, event_id, event_name, ordering_key, payload, next_attempt_at, created_at)
            VALUES (@accountId, @target, @deliveryId, @eventId, @Event, @OrderingKey, @body, @Now, @Now)
            """,
            new { accountId, target = target.ToString(), deliveryId, eventId, notice.Event, notice.OrderingKey, body, Now });

    /// <summary>Counts what a webhook is told of one conversation.</summary>
    public static Task<long> NextSequenceAsync(WriteScope scope, WebhookTarget target, string orderingKey)
        => scope.ScalarAsync<long>(
            """
            INSERT INTO webhook_sequences (webhook_id, ordering_key, last_sequence) VALUES (@Id, @orderingKey, 1)
            ON CONFLICT (webhook_id, ordering_key) DO UPDATE SET last_sequence = webhook_sequences.last_sequence + 1
            RETURNING last_sequence
            """,
            new { target.Id, orderingKey });

    public Task<List<string>> TargetsAsync(CancellationToken cancellationToken)
        => database.ReadAsync(async connection => (await connection.QueryAsync<string>(TargetsSql)).AsList(), cancellationToken);

    /// <summary>What is due of each target: the oldest, at most as many as it has room for.</summary>
    public Task<List<WebhookDelivery>> DueAsync(IReadOnlyDictionary<string, int> roomByTarget, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection =>
            {
                var due = new List<WebhookDelivery>();
                foreach (var (target, room) in roomByTarget)
                {
                    due.AddRange(await connection.QueryAsync<WebhookDelivery>(
                        $"SELECT {Columns} FROM webhook_deliveries WHERE target = @target AND next_attempt_at <= @Now ORDER BY next_attempt_at, id LIMIT @room",
                        new { target, room, Now }));
                }

                return due;
            },
            cancellationToken);

    /// <summary>Takes deliveries for an attempt. Until <paramref name="lease"/> has passed no process takes them again.</summary>
    /// <returns>Those that nobody else has taken meanwhile.</returns>
    public Task<List<WebhookDelivery>> TakeAsync(IReadOnlyList<WebhookDelivery> due, TimeSpan lease, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var until = Now + (long)lease.TotalMilliseconds;
                var taken = new List<WebhookDelivery>(due.Count);
                foreach (var delivery in due)
                {
                    if (await scope.ExecuteAsync(
                        """
                        UPDATE webhook_deliveries SET next_attempt_at = @until, attempt_count = attempt_count + 1
                        WHERE id = @Id AND next_attempt_at <= @Now AND attempt_count = @AttemptCount
                        """,
                        new { until, delivery.Id, delivery.AttemptCount, Now }) == 1)
                    {
                        taken.Add(delivery with { AttemptCount = delivery.AttemptCount + 1, LeasedUntil = until });
                    }
                }

                return taken;
            },
            cancellationToken);

    /// <summary>Notes what came of attempts, except those that took so long that another process has begun one since: many at a time, as one commit costs as much as a hundred rows.</summary>
    public Task FinishAsync(IReadOnlyList<(WebhookDelivery Delivery, DeliveryAttempt Attempt, long? Again)> finished, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                foreach (var (delivery, attempt, again) in finished)
                {
                    var attempts = JsonSerializer.Deserialize(delivery.Attempts, WebhookJson.Default.ListDeliveryAttempt)!;
                    attempts.Add(attempt);
                    await scope.ExecuteAsync(
                        """
                        UPDATE webhook_deliveries
                        SET next_attempt_at = @again, attempts = @attempts, state = @state, finished_at = CASE WHEN @again IS NULL THEN @Now END
                        WHERE id = @Id AND attempt_count = @AttemptCount AND next_attempt_at IS NOT NULL
                        """,
                        new
                        {
                            again,
                            attempts = JsonSerializer.Serialize(attempts, WebhookJson.Relaxed.ListDeliveryAttempt),
                            state = attempt.IsDelivered ? "delivered" : again is null ? "failed" : "pending",
                            Now,
                            delivery.Id,
                            delivery.AttemptCount,
                        });
                }

                return finished.Count;
            },
            cancellationToken);

    /// <summary>Forgets a target that is gone, with what it was still to be told.</summary>
    public Task<int> DropAsync(string target, CancellationToken cancellationToken)
        => database.WriteAsync(scope => scope.ExecuteAsync("DELETE FROM webhook_deliveries WHERE target = @target AND next_attempt_at IS NOT NULL", new { target }), cancellationToken);

    /// <summary>Deletes what was finished before a time, a piece at a time.</summary>
    public Task<int> TrimAsync(DateTimeOffset before, int limit, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                "DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries WHERE finished_at < @before ORDER BY finished_at LIMIT @limit)",
                new { before = before.ToUnixTimeMilliseconds(), limit }),
            cancellationToken);
}
