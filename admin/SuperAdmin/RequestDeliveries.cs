using System.Globalization;
using System.Text.Json;
using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.SuperAdmin;

/// <summary>What webhooks were told of a request, for as long as its events are kept (<see cref="Events.EventTrimmer"/>).</summary>
internal sealed class RequestDeliveries(IDatabase database, AccountNames names)
{
    public async Task<IReadOnlyList<DeliveryItem>> OfAsync(string requestId, int limit, CancellationToken cancellationToken)
    {
        var found = await database.ReadAsync(
            async connection => (await connection.QueryAsync<DeliveryTraceRow>(
                """
                SELECT d.account_id AS AccountId, d.target AS Target, d.delivery_id AS DeliveryId, d.event_name AS EventName, d.state AS State,
                       d.attempts AS Attempts, d.created_at AS CreatedAt
                FROM domain_events e JOIN webhook_deliveries d ON d.event_id = e.id
                WHERE e.request_id = @requestId ORDER BY d.id LIMIT @limit
                """,
                new { requestId, limit })).AsList(),
            cancellationToken);
        var called = await names.OfAsync(found.Select(row => row.AccountId), cancellationToken);
        return [.. found.Select(row => Show(row, called.GetValueOrDefault(row.AccountId)))];
    }

    private static DeliveryItem Show(DeliveryTraceRow row, string? accountName)
    {
        var made = JsonSerializer.Deserialize(row.Attempts, WebhookJson.Default.ListDeliveryAttempt)!;
        return new DeliveryItem(
            row.DeliveryId,
            new AccountName(row.AccountId, accountName),
            row.Target,
            row.EventName,
            row.State,
            made.Count,
            made is [.., var last] ? last.Status?.ToString(CultureInfo.InvariantCulture) ?? last.Reason : null,
            ConsoleTime.Of(row.CreatedAt));
    }
}
