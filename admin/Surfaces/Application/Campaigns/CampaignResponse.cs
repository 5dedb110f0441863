using OneLink.Admin.Campaigns;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Campaigns;

/// <summary>A campaign with what has come of it. Times are ISO 8601.</summary>
/// <param name="Id">Of the campaign.</param>
/// <param name="Title">For people.</param>
/// <param name="Campaign">By which links, clicks and stats know it.</param>
/// <param name="InboxId">Null where it was removed.</param>
/// <param name="AudienceId">Null where it was deleted.</param>
/// <param name="Message">Null where a template alone is sent.</param>
/// <param name="TemplateParams">Null where none is sent.</param>
/// <param name="QuietHours">Null for none.</param>
/// <param name="MessagesPerMinute">Its pace.</param>
/// <param name="State">draft, scheduled, running, paused, completed or cancelled.</param>
/// <param name="PauseReason">Null where it is not paused.</param>
/// <param name="PauseDetail">What the provider has said, where it refuses.</param>
/// <param name="Counts">Of its recipients.</param>
/// <param name="ClicksCount">Taps on its links.</param>
/// <param name="SenderId">Who made it.</param>
/// <param name="ScheduledAt">When it is to begin.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When everybody was settled, or it was cancelled.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed.</param>
internal sealed record CampaignResponse(
    long Id,
    string Title,
    string Campaign,
    long? InboxId,
    long? AudienceId,
    string? Message,
    RawJson? TemplateParams,
    QuietHoursResponse? QuietHours,
    long MessagesPerMinute,
    string State,
    string? PauseReason,
    string? PauseDetail,
    CampaignCountsResponse Counts,
    long ClicksCount,
    long? SenderId,
    string? ScheduledAt,
    string? StartedAt,
    string? FinishedAt,
    string CreatedAt,
    string UpdatedAt)
{
    public static CampaignResponse Of(CampaignReport report)
    {
        var campaign = report.Campaign;
        return new(
            campaign.Id,
            campaign.Title,
            campaign.Name,
            campaign.InboxId,
            campaign.AudienceId,
            campaign.Message,
            campaign.TemplateParams is { } template ? (RawJson)template : null,
            campaign is { QuietFrom: { } from, QuietTo: { } to } ? new QuietHoursResponse(from, to, campaign.Timezone) : null,
            campaign.MessagesPerMinute,
            campaign.State,
            campaign.PauseReason,
            campaign.PauseDetail,
            CampaignCountsResponse.Of(report.Counts),
            report.Clicks,
            campaign.CreatorId,
            ApiTime.Iso(campaign.ScheduledAt),
            ApiTime.Iso(campaign.StartedAt),
            ApiTime.Iso(campaign.FinishedAt),
            ApiTime.Iso(campaign.CreatedAt),
            ApiTime.Iso(campaign.UpdatedAt));
    }
}
