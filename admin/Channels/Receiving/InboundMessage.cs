using OneLink.Admin.Messages;

namespace OneLink.Admin.Channels.Receiving;

/// <summary>A message that somebody has sent to the account, or that the account has sent from elsewhere.</summary>
internal sealed record InboundMessage : ChannelNews
{
    /// <summary>Who has sent it, or to whom the account has.</summary>
    public required ChannelPerson Person { get; init; }

    /// <summary>By which the provider names it; unique in the inbox.</summary>
    public required string MessageId { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<LinkedFile> Files { get; init; } = [];

    /// <summary>What the link handed on by which the person came.</summary>
    public string? Referral { get; init; }

    /// <summary>By which the provider names what is answered.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>Unix milliseconds; null where the provider does not say.</summary>
    public long? SentAt { get; init; }

    /// <summary>The account has sent it: we, or somebody in the channel's own app.</summary>
    public bool IsEcho { get; init; }

    /// <summary>Of an echo: the key under which we sent it; null where we did not, or the provider does not repeat it.</summary>
    public string? Key { get; init; }
}
