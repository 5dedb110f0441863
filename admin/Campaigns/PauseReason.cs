namespace OneLink.Admin.Campaigns;

/// <summary>Why a campaign does not run.</summary>
internal static class PauseReason
{
    /// <summary>Somebody has paused it.</summary>
    public const string ByHand = "by_hand";

    public const string InboxGone = "inbox_gone";

    /// <summary>The inbox has no connection to its provider.</summary>
    public const string InboxDisconnected = "inbox_disconnected";

    /// <summary>The audience was deleted before its time came.</summary>
    public const string AudienceGone = "audience_gone";

    /// <summary>Nobody was in it when its time came.</summary>
    public const string AudienceEmpty = "audience_empty";

    /// <summary>The latest messages were all refused.</summary>
    public const string ProviderRefuses = "provider_refuses";

    /// <summary>Something that nobody foresaw; the log has it.</summary>
    public const string Failed = "failed";
}
