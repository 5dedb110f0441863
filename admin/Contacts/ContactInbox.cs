namespace OneLink.Admin.Contacts;

/// <summary>A contact as one inbox knows it. Flags are 0 or 1, times Unix milliseconds, as stored.</summary>
internal sealed record ContactInbox
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long ContactId { get; init; }

    public required long InboxId { get; init; }

    /// <summary>By which the channel names the person: unique in the inbox.</summary>
    public required string SourceId { get; init; }

    /// <summary>By which the person's client subscribes to realtime events. Secret.</summary>
    public required string PubsubToken { get; init; }

    /// <summary>Whether the person has proved to be the contact.</summary>
    public long IsHmacVerified { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }
}
