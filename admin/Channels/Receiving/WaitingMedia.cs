namespace OneLink.Admin.Channels.Receiving;

/// <summary>A file that lies with its provider and is to be fetched.</summary>
internal sealed record WaitingMedia
{
    /// <summary>Of the attachment.</summary>
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required long InboxId { get; init; }

    public required long MessageId { get; init; }

    /// <summary>Where it is; null where only the provider's API can say.</summary>
    public string? ExternalUrl { get; init; }

    /// <summary>As people call it.</summary>
    public string? Title { get; init; }

    /// <summary>JSON object: <see cref="ChannelMedia.Id"/>.</summary>
    public required string Meta { get; init; }

    public required long Failures { get; init; }
}
