namespace OneLink.Admin.Webhooks;

/// <summary>One event for one target, on its way. Times are Unix milliseconds.</summary>
internal sealed record WebhookDelivery
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required string Target { get; init; }

    public required string DeliveryId { get; init; }

    public required string EventName { get; init; }

    public string? OrderingKey { get; init; }

    public required string Payload { get; init; }

    /// <summary>Attempts that were begun.</summary>
    public required long AttemptCount { get; init; }

    /// <summary>Until when no other process takes it.</summary>
    public long LeasedUntil { get; init; }

    /// <summary>JSON, see <see cref="DeliveryAttempt"/>.</summary>
    public string Attempts { get; init; } = "[]";
}
