using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>How the deliveries of the last seven days went.</summary>
internal sealed record WebhookStatsResponse(long Pending, long Delivered, long Failed, string? LastDeliveredAt, string? LastFailedAt)
{
    public static WebhookStatsResponse Of(DeliveryStats stats)
        => new(stats.Pending, stats.Delivered, stats.Failed, ApiTime.Iso(stats.LastDeliveredAt), ApiTime.Iso(stats.LastFailedAt));
}
