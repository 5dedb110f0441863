namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>All webhooks of an account.</summary>
internal sealed record WebhookListResponse(IReadOnlyList<WebhookResponse> Webhooks) : OnSyncAnswer;
