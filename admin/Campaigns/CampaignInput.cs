using System.Text.Json.Nodes;
using OneLink.Admin.Json;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Campaigns;

/// <summary>What is to be stored of a campaign; what is not given stays.</summary>
internal sealed record CampaignInput
{
    public Given<string?> Title { get; init; }

    public Given<string?> Name { get; init; }

    public Given<long?> InboxId { get; init; }

    public Given<long?> AudienceId { get; init; }

    public Given<string?> Message { get; init; }

    public Given<JsonObject?> TemplateParams { get; init; }

    /// <summary>Null takes them away.</summary>
    public Given<JsonObject?> QuietHours { get; init; }

    public Given<long?> MessagesPerMinute { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public Given<long?> ScheduledAt { get; init; }

    /// <summary>Those that cannot be changed once it has begun.</summary>
    public IReadOnlyList<string> Fixed =>
    [
        .. new (string Name, bool IsGiven)[]
        {
            ("campaign", Name.IsGiven), ("inbox_id", InboxId.IsGiven), ("audience_id", AudienceId.IsGiven), ("message", Message.IsGiven),
            ("template_params", TemplateParams.IsGiven), ("scheduled_at", ScheduledAt.IsGiven),
        }.Where(fixedOne => fixedOne.IsGiven).Select(fixedOne => fixedOne.Name),
    ];

    public Campaign ApplyTo(Campaign campaign, long at) => campaign with
    {
        Title = (Title.Or(campaign.Title) ?? "").Trim(),
        Name = (Name.Or(campaign.Name) ?? "").Trim(),
        InboxId = InboxId.Or(campaign.InboxId),
        AudienceId = AudienceId.Or(campaign.AudienceId),
        Message = Message.Or(campaign.Message),
        TemplateParams = !TemplateParams.IsGiven ? campaign.TemplateParams : TemplateParams.Value is null ? null : AttributeObject.Write(TemplateParams.Value),
        QuietFrom = Quiet(campaign.QuietFrom, "from"),
        QuietTo = Quiet(campaign.QuietTo, "to"),
        Timezone = Quiet(campaign.Timezone, "timezone"),
        MessagesPerMinute = MessagesPerMinute.Or(campaign.MessagesPerMinute) ?? CampaignPace.Usual,
        ScheduledAt = ScheduledAt.Or(campaign.ScheduledAt),
        UpdatedAt = at,
    };

    private string? Quiet(string? stored, string name)
        => !QuietHours.IsGiven ? stored : QuietHours.Value?[name] is { } given ? given.ToString() : null;
}
