namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>A page of deliveries, the newest first.</summary>
/// <param name="Deliveries">In order.</param>
/// <param name="NextCursor">For the next page; null at the end.</param>
internal sealed record DeliveryListResponse(IReadOnlyList<DeliveryResponse> Deliveries, string? NextCursor) : OnSyncAnswer;
