namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>A page of deliveries, the newest first.</summary>
internal sealed record DeliveryListPayload(IReadOnlyList<DeliveryResponse> Payload, DeliveryListPayload.NextPage Meta)
{
    /// <param name="NextBefore">To be sent as <c>before</c> for the next page; null at the end.</param>
    internal sealed record NextPage(string? NextBefore);
}
