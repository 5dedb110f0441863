namespace OneLink.Admin.Webhooks;

/// <summary>How a webhook's deliveries of the last days went.</summary>
internal sealed record DeliveryStats
{
    public static DeliveryStats None { get; } = new() { Pending = 0, Delivered = 0, Failed = 0 };

    public required long Pending { get; init; }

    public required long Delivered { get; init; }

    public required long Failed { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long? LastDeliveredAt { get; init; }

    /// <inheritdoc cref="LastDeliveredAt"/>
    public long? LastFailedAt { get; init; }
}
