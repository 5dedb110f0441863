namespace OneLink.Admin.Channels.Receiving;

/// <summary>How far messages of the account have come.</summary>
internal sealed record DeliveryReceipt : ChannelNews
{
    /// <summary>One of <see cref="Messages.MessageStatus"/>.</summary>
    public required long Status { get; init; }

    /// <summary>By which the provider names them.</summary>
    public IReadOnlyList<string> MessageIds { get; init; } = [];

    /// <summary>The key under which the one was sent; null where the provider does not repeat it.</summary>
    public string? Key { get; init; }

    /// <summary>To whom; with <see cref="Until"/>.</summary>
    public string? Contact { get; init; }

    /// <summary>All that were sent until then, in Unix milliseconds; null where they are named.</summary>
    public long? Until { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }
}
