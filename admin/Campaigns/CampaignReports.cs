namespace OneLink.Admin.Campaigns;

/// <summary>Campaigns with what has come of them.</summary>
internal sealed class CampaignReports(CampaignRepository stored, CampaignRecipients recipients)
{
    public async Task<CampaignReport> OfAsync(Campaign campaign, CancellationToken cancellationToken)
        => (await OfAsync(campaign.AccountId, [campaign], cancellationToken))[0];

    /// <summary>In the same order.</summary>
    public async Task<IReadOnlyList<CampaignReport>> OfAsync(long accountId, IReadOnlyList<Campaign> campaigns, CancellationToken cancellationToken)
    {
        if (campaigns.Count == 0)
        {
            return [];
        }

        var counts = await recipients.CountAsync(accountId, [.. campaigns.Select(campaign => campaign.Id)], cancellationToken);
        var clicks = await stored.ClicksAsync(accountId, [.. campaigns.Select(campaign => campaign.Name)], cancellationToken);
        return [.. campaigns.Select(campaign => new CampaignReport(campaign, counts.GetValueOrDefault(campaign.Id, CampaignCounts.None), clicks.GetValueOrDefault(campaign.Name)))];
    }
}
