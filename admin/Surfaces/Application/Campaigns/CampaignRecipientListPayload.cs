namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>A page of a campaign's recipients.</summary>
internal sealed record CampaignRecipientListPayload(PageMeta Meta, IReadOnlyList<CampaignRecipientResponse> Payload);
