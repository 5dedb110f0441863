namespace OneLink.Admin.Channels.Receiving;

/// <summary>Somebody wants no more messages, or wants them again, and has told the channel.</summary>
internal sealed record OptOutNotice : ChannelNews
{
    /// <summary>By which the channel names the person.</summary>
    public required string Contact { get; init; }

    public required bool IsOut { get; init; }
}
