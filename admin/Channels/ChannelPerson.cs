namespace OneLink.Admin.Channels;

/// <summary>Somebody as a channel knows him.</summary>
/// <param name="SourceId">By which the channel names the person.</param>
internal sealed record ChannelPerson(string SourceId)
{
    /// <summary>As the person calls himself; null where the channel does not say.</summary>
    public string? Name { get; init; }

    /// <summary>E.164; null where the channel does not say.</summary>
    public string? Phone { get; init; }

    /// <summary>The person's name within the channel; null where there is none.</summary>
    public string? UserName { get; init; }
}
