namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>One webhook, wrapped twice.</summary>
internal sealed record WebhookPayload(WebhookPayload.Single Payload)
{
    internal sealed record Single(WebhookResponse Webhook);
}
