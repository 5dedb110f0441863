using System.Text.Json.Serialization;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>A webhook, secret included: only administrators see it.</summary>
internal sealed record WebhookResponse
{
    public required long Id { get; init; }

    public required string? Name { get; init; }

    public required string Url { get; init; }

    public required long AccountId { get; init; }

    public required IReadOnlyList<string> Subscriptions { get; init; }

    public required string Secret { get; init; }

    /// <summary>Its queue is kept, and waits.</summary>
    public required bool Paused { get; init; }

    /// <summary>Left out where it is told of all inboxes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NamedInbox? Inbox { get; init; }

    public static WebhookResponse Of(Webhook webhook, Inbox? inbox) => new()
    {
        Id = webhook.Id,
        Name = webhook.Name,
        Url = webhook.Url,
        AccountId = webhook.AccountId,
        Subscriptions = webhook.Events,
        Secret = webhook.Secret,
        Paused = webhook.IsPaused != 0,
        Inbox = inbox is null ? null : new NamedInbox(inbox.Id, inbox.Name),
    };

    internal sealed record NamedInbox(long Id, string Name);
}
