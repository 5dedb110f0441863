namespace OneLink.Admin.Campaigns;

/// <summary>
/// How fast a campaign sends: the generic cell rate algorithm, whose one number, the theoretical arrival time of the next
/// message, lies in the campaign's row and moves in the transaction that stores a message. A fast campaign may send what one
/// second allows at once; a slower one, one message.
/// </summary>
internal static class CampaignPace
{
    public const long Usual = 300;

    /// <summary>More than an inbox of any provider sends.</summary>
    public const long Most = 6_000;

    private const long Minute = 60_000;
    private const long Second = 1_000;

    public static bool MaySend(Campaign campaign, long now)
        => now >= campaign.NextSendAt - Math.Max(0, Second - Interval(campaign));

    /// <summary>The theoretical arrival time after a message.</summary>
    public static long After(Campaign campaign, long now) => Math.Max(campaign.NextSendAt, now) + Interval(campaign);

    /// <summary>Milliseconds between two messages, so that a minute never has one more.</summary>
    private static long Interval(Campaign campaign) => (Minute + campaign.MessagesPerMinute - 1) / campaign.MessagesPerMinute;
}
