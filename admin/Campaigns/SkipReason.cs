namespace OneLink.Admin.Campaigns;

/// <summary>Why a recipient gets no message.</summary>
internal static class SkipReason
{
    /// <summary>The contact was deleted.</summary>
    public const string ContactGone = "contact_gone";

    public const string Blocked = "blocked";

    /// <summary>The inbox's channel has no way to the contact.</summary>
    public const string NoAddress = "no_address";

    public const string OptedOut = "opted_out";

    /// <summary>The contact has not written of late, and the channel then takes templates only.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>The message could not be stored; the detail says why.</summary>
    public const string Refused = "refused";

    /// <summary>The campaign was cancelled before.</summary>
    public const string Cancelled = "cancelled";
}
