namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>A page of campaigns, the newest first.</summary>
internal sealed record CampaignListPayload(PageMeta Meta, IReadOnlyList<CampaignResponse> Payload);
