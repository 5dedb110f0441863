namespace OneLink.Admin.Channels.Sending;

/// <summary>A message that is to be sent through a provider, as it lies in the queue. Times are Unix milliseconds.</summary>
internal sealed record QueuedSend
{
    public const string Pending = "pending";
    public const string Sending = "sending";
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string Unknown = "unknown";

    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long InboxId { get; init; }

    public required long ConversationId { get; init; }

    public required long MessageId { get; init; }

    /// <summary>Goes along with each attempt; a UUID.</summary>
    public required string DeliveryKey { get; init; }

    /// <summary>One of the above, as it was found.</summary>
    public required string State { get; init; }

    public required long PartsSent { get; init; }

    public required long AttemptCount { get; init; }

    /// <summary>Those attempts that count against it.</summary>
    public required long FailureCount { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>Whether an attempt was begun of which nobody knows what became.</summary>
    public bool IsInDoubt => State is Sending;
}
