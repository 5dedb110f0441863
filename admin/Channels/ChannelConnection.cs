namespace OneLink.Admin.Channels;

/// <summary>How an inbox reaches its provider. Times are Unix milliseconds.</summary>
internal sealed record ChannelConnection
{
    public required long InboxId { get; init; }

    public required long AccountId { get; init; }

    /// <summary>One of <see cref="Inboxes.InboxChannel"/>.</summary>
    public required string Channel { get; init; }

    /// <summary>By which the provider names it: a phone number's id, a page, an account, a bot.</summary>
    public required string ExternalId { get; init; }

    public required ChannelCredentials Credentials { get; init; }

    /// <summary>That the provider repeats: Meta in its first request, Telegram in each.</summary>
    public required string VerifyToken { get; init; }

    /// <summary>Until then the provider wants no requests.</summary>
    public long PausedUntil { get; init; }

    /// <summary>Messages a second; null for what the provider usually takes.</summary>
    public int? MessagesPerSecond { get; init; }

    /// <summary>Whether a message of which nobody knows if it was heard waits for a person, instead of being sent again.</summary>
    public bool HoldsInDoubt { get; init; }
}
