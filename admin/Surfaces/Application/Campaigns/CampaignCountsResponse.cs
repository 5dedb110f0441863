using OneLink.Admin.Campaigns;

namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>How many recipients have come how far; each is in one of the counts.</summary>
internal sealed record CampaignCountsResponse(
    long Total, long Waiting, long Sent, long Delivered, long Read, long Failed, IReadOnlyDictionary<string, long> Skipped)
{
    public static CampaignCountsResponse Of(CampaignCounts counts)
        => new(counts.Total, counts.Waiting, counts.Sent, counts.Delivered, counts.Read, counts.Failed, counts.Skipped);
}
