namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>That a delivery is on its way.</summary>
internal sealed record QueuedDelivery(string DeliveryId);
