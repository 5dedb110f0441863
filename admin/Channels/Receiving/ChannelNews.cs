namespace OneLink.Admin.Channels.Receiving;

/// <summary>Something that a provider tells of.</summary>
internal abstract record ChannelNews
{
    /// <summary>Of which number, page, account or bot, as the provider names it.</summary>
    public required string ExternalId { get; init; }
}
