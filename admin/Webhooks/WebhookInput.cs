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

    public Webhook ApplyTo(Webhook webhook, long at) => webhook with
    {
        Name = Name.Or(webhook.Name),
        Url = (Url.Or(webhook.Url) ?? "").Trim(),
        Subscriptions = Subscriptions.IsGiven ? Webhook.Stored((Subscriptions.Value ?? WebhookEvents.Default).Distinct(StringComparer.Ordinal)) : webhook.Subscriptions,
        InboxId = InboxId.Or(webhook.InboxId),
        UpdatedAt = at,
    };
}
