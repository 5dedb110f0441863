using System.Text.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>A delivery and what has come of it. Times are Unix milliseconds, as stored.</summary>
internal sealed record DeliveryRow
{
    public const string Pending = "pending";
    public const string Delivered = "delivered";

    /// <summary>Nothing more is tried, unless somebody asks.</summary>
    public const string Failed = "failed";

    public static IReadOnlyList<string> States { get; } = [Pending, Delivered, Failed];

    public required long Id { get; init; }

    public required string DeliveryId { get; init; }

    public required string EventName { get; init; }

    public required string State { get; init; }

    /// <summary>JSON, see <see cref="DeliveryAttempt"/>.</summary>
    public required string Attempts { get; init; }

    /// <summary>The body as sent; null where only what came of it was asked for.</summary>
    public string? Payload { get; init; }

    public long? NextAttemptAt { get; init; }

    public required long CreatedAt { get; init; }

    public long? FinishedAt { get; init; }

    public IReadOnlyList<DeliveryAttempt> Made => JsonSerializer.Deserialize(Attempts, WebhookJson.Default.ListDeliveryAttempt)!;
}
