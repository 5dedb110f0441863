namespace OneLink.Admin.Campaigns;

/// <summary>A campaign with what has come of it.</summary>
/// <param name="Campaign">As stored.</param>
/// <param name="Counts">Of its recipients.</param>
/// <param name="Clicks">Taps on the links of its messages that are still there.</param>
internal sealed record CampaignReport(Campaign Campaign, CampaignCounts Counts, long Clicks);
