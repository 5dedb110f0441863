namespace OneLink.Admin.Campaigns;

/// <summary>What became of the attempt to take a recipient.</summary>
internal enum CampaignProgress
{
    /// <summary>The recipient is written to, skipped, put off, or was taken already.</summary>
    Settled,

    /// <summary>The pace does not allow another message now.</summary>
    TooEarly,

    /// <summary>The campaign does not run, or was paused just now.</summary>
    Stopped,

    /// <summary>The message could not be stored, and the transaction is taken back.</summary>
    Refused,
}
