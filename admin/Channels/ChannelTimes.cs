namespace OneLink.Admin.Channels;

/// <summary>How long a provider may take.</summary>
/// <param name="Doubt">For how long a receipt may tell what became of a message whose answer never came, before it is sent again.</param>
internal sealed record ChannelTimes(TimeSpan Doubt)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>For an answer.</summary>
    public TimeSpan Answer => Doubt < Longest ? Doubt : Longest;

    /// <summary>For which a message that is being sent is nobody else's: an answer's time, and then the doubt.</summary>
    public TimeSpan Lease => Answer + Doubt;
}
