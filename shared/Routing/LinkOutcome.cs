namespace OneLink.Shared.Routing;

/// <summary>
/// What a rule or a variant says of the destination. Each of the three fields may be absent (the next level decides) or
/// named; named and empty means none.
/// </summary>
public readonly ref struct LinkOutcome
{
    private const byte UrlBit = 1;
    private const byte FallbackBit = 2;
    private const byte DeepLinkBit = 4;

    private readonly byte _named;

    internal LinkOutcome(ReadOnlySpan<byte> bytes)
    {
        var reader = new SectionReader(bytes);
        _named = reader.IsAtEnd ? (byte)0 : reader.ReadByte();
        Url = (_named & UrlBit) != 0 ? reader.ReadString() : default;
        FallbackUrl = (_named & FallbackBit) != 0 ? reader.ReadString() : default;
        DeepLink = (_named & DeepLinkBit) != 0 ? reader.ReadString() : default;
    }

    public ReadOnlySpan<byte> Url { get; }

    public ReadOnlySpan<byte> FallbackUrl { get; }

    public ReadOnlySpan<byte> DeepLink { get; }

    public bool NamesFallback => (_named & FallbackBit) != 0;

    public bool NamesDeepLink => (_named & DeepLinkBit) != 0;

    internal static void Write(Feed.Outcome? outcome, SectionWriter output)
    {
        outcome ??= new Feed.Outcome();
        output.WriteByte((byte)((outcome.HasUrl ? UrlBit : 0) | (outcome.HasFallbackUrl ? FallbackBit : 0) | (outcome.HasDeepLinkPath ? DeepLinkBit : 0)));
        if (outcome.HasUrl)
        {
            output.WriteString(outcome.Url);
        }

        if (outcome.HasFallbackUrl)
        {
            output.WriteString(outcome.FallbackUrl);
        }

        if (outcome.HasDeepLinkPath)
        {
            output.WriteString(outcome.DeepLinkPath);
        }
    }
}
