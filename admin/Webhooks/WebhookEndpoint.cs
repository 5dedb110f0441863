namespace OneLink.Admin.Webhooks;

/// <summary>An address that is told of events.</summary>
internal sealed record WebhookEndpoint
{
    public required WebhookTarget Target { get; init; }

    public required long AccountId { get; init; }

    public required string Url { get; init; }

    /// <summary>What deliveries are signed with; empty where nobody was told of one.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before, by which deliveries are signed as well; null where its time is over.</summary>
    public string? PreviousSecret { get; init; }

    /// <summary>One of <see cref="WebhookSurface"/>.</summary>
    public string Surface { get; init; } = WebhookSurface.Application;

    /// <summary>Its queue is kept, and waits.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Names of events; null for all.</summary>
    public IReadOnlySet<string>? Subscriptions { get; init; }

    /// <summary>Only what happens in this inbox; null for all of the account.</summary>
    public long? InboxId { get; init; }

    /// <summary>Whether it is to be told of an event.</summary>
    public bool Wants(WebhookNotice payload)
        => string.Equals(Surface, payload.Surface, StringComparison.Ordinal) && Subscriptions?.Contains(payload.Event) is not false && (InboxId is null || InboxId == payload.InboxId);
}
