namespace OneLink.Admin.SuperAdmin;

/// <summary>What is read of a delivery that a request led to.</summary>
internal sealed record DeliveryTraceRow
{
    public required long AccountId { get; init; }

    public required string Target { get; init; }

    public required string DeliveryId { get; init; }

    public required string EventName { get; init; }

    public required string State { get; init; }

    /// <summary>JSON, see <see cref="Webhooks.DeliveryAttempt"/>.</summary>
    public required string Attempts { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }
}
