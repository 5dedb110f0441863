namespace OneLink.Admin.Campaigns;

/// <summary>Where a campaign stands, as stored and shown.</summary>
internal static class CampaignState
{
    public const string Draft = "draft";

    /// <summary>Begins by itself when its time comes.</summary>
    public const string Scheduled = "scheduled";

    public const string Running = "running";

    public const string Paused = "paused";

    /// <summary>Every recipient is settled.</summary>
    public const string Completed = "completed";

    public const string Cancelled = "cancelled";
}
