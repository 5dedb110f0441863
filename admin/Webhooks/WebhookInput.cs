using OneLink.Admin.Validation;

namespace OneLink.Admin.Webhooks;

/// <summary>What is to be stored of a webhook; what is not given stays.</summary>
internal sealed record WebhookInput
{
    public Given<string?> Name { get; init; }

    public Given<string?> Url { get; init; }

    /// <summary>Null for the default.</summary>
    public Given<IReadOnlyList<string>?> Subscriptions { get; init; }

    public Given<long?> InboxId { get; init; }

    public Given<bool?> Paused { get; init; }

    public Given<string?> Secret { get; init; }

    /// <summary>For how long the secret before still signs as well.</summary>
    public TimeSpan SecretGrace { get; init; } = TimeSpan.FromDays(1);

    public Webhook ApplyTo(Webhook webhook, long at) => WithSecret(webhook, at) with
    {
        Name = Name.Or(webhook.Name),
        Url = (Url.Or(webhook.Url) ?? "").Trim(),
        Subscriptions = Subscriptions.IsGiven ? Webhook.Stored((Subscriptions.Value ?? WebhookEvents.Default).Distinct(StringComparer.Ordinal)) : webhook.Subscriptions,
        InboxId = InboxId.Or(webhook.InboxId),
        IsPaused = (Paused.Or(null) ?? webhook.IsPaused != 0) ? 1 : 0,
        UpdatedAt = at,
    };

    private Webhook WithSecret(Webhook webhook, long at)
        => Secret.Or(null) is not { } secret || string.Equals(secret, webhook.Secret, StringComparison.Ordinal) ? webhook
            : webhook.Id == 0 ? webhook with { Secret = secret }
            : webhook with { Secret = secret, PreviousSecret = webhook.Secret, PreviousSecretUntil = at + (long)SecretGrace.TotalMilliseconds };
}
