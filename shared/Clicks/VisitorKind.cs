using OneLink.Shared.Devices;

namespace OneLink.Shared.Clicks;

/// <summary>Tells how a visit is counted.</summary>
public static class VisitorKind
{
    /// <summary>A browser that looks ahead is neither person nor program; programs are told by their user agent.</summary>
    /// <param name="bot">What the user agent says.</param>
    /// <param name="secPurpose">Raw <c>Sec-Purpose</c>.</param>
    /// <param name="purpose">Raw <c>Purpose</c>.</param>
    /// <param name="xMoz">Raw <c>X-Moz</c>.</param>
    /// <param name="xPurpose">Raw <c>X-Purpose</c>.</param>
    public static ClickKind Of(BotKind bot, ReadOnlySpan<byte> secPurpose, ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> xMoz, ReadOnlySpan<byte> xPurpose)
    {
        if (PrefetchHeaders.IsPrefetch(secPurpose, purpose, xMoz, xPurpose))
        {
            return ClickKind.Prefetch;
        }

        return bot switch
        {
            BotKind.None => ClickKind.Human,
            BotKind.Preview => ClickKind.Preview,
            _ => ClickKind.Bot,
        };
    }
}
