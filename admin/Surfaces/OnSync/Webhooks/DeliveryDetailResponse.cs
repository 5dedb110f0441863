using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>A delivery with what is sent.</summary>
/// <param name="Delivery">What has come of it.</param>
/// <param name="Payload">The body as sent: the signature is made over these bytes (UTF-8).</param>
internal sealed record DeliveryDetailResponse(DeliveryResponse Delivery, string Payload) : OnSyncAnswer
{
    public static DeliveryDetailResponse Of(DeliveryRow row) => new(DeliveryResponse.Of(row), row.Payload!);
}
