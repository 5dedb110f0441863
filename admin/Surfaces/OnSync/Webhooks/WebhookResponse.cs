using System.Text.Json.Serialization;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>An address that is told of events.</summary>
internal sealed record WebhookResponse : OnSyncAnswer
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>Its queue is kept, and waits.</summary>
    public required bool Paused { get; init; }

    /// <summary>Shown when it has just been made or changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <summary>Until when deliveries are signed with the secret before as well; null where there is none.</summary>
    public required string? PreviousSecretUntil { get; init; }

    public required WebhookStatsResponse Stats { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public static WebhookResponse Of(Webhook webhook, DeliveryStats stats, long now) => new()
    {
        Id = PublicId.Webhook(webhook.Id),
        Url = webhook.Url,
        Events = webhook.Events,
        Paused = webhook.IsPaused != 0,
        PreviousSecretUntil = webhook.PreviousSecretUntil > now ? ApiTime.Iso(webhook.PreviousSecretUntil) : null,
        Stats = WebhookStatsResponse.Of(stats),
        CreatedAt = ApiTime.Iso(webhook.CreatedAt),
        UpdatedAt = ApiTime.Iso(webhook.UpdatedAt),
    };
}
