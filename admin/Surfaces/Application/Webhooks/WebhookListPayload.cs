namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>All webhooks of an account, wrapped twice.</summary>
internal sealed record WebhookListPayload(WebhookListPayload.Group Payload)
{
    internal sealed record Group(IReadOnlyList<WebhookResponse> Webhooks);
}
