using System.Text.Json.Nodes;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Json;
using OneLink.Admin.Stats;

namespace OneLink.Admin.Campaigns;

/// <summary>One message to each contact of an audience. Times are Unix milliseconds, as stored.</summary>
internal sealed record Campaign
{
    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>Through which it is sent; null where that was removed.</summary>
    public long? InboxId { get; init; }

    /// <summary>Null where it was deleted; contacts are fixed when the campaign starts.</summary>
    public long? AudienceId { get; init; }

    public string Title { get; init; } = "";

    /// <summary>By which links and stats know it: unique in the account.</summary>
    public string Name { get; init; } = "";

    /// <summary>What is said; beside a template, what agents read of it.</summary>
    public string? Message { get; init; }

    /// <summary>JSON object as messages have it; null where no template is sent.</summary>
    public string? TemplateParams { get; init; }

    public string? QuietFrom { get; init; }

    public string? QuietTo { get; init; }

    /// <summary>Of contacts whose own nobody knows; null: the inbox's.</summary>
    public string? Timezone { get; init; }

    public long MessagesPerMinute { get; init; }

    /// <summary>One of <see cref="CampaignState"/>.</summary>
    public string State { get; init; } = CampaignState.Draft;

    /// <summary>One of <see cref="Campaigns.PauseReason"/>; null where it is not paused.</summary>
    public string? PauseReason { get; init; }

    public string? PauseDetail { get; init; }

    public long? ScheduledAt { get; init; }

    public long? StartedAt { get; init; }

    /// <summary>When it went on last.</summary>
    public long? ResumedAt { get; init; }

    public long? FinishedAt { get; init; }

    /// <summary>See <see cref="CampaignPace"/>.</summary>
    public long NextSendAt { get; init; }

    /// <summary>Who made it, in whose name it is sent; null where that person is gone.</summary>
    public long? CreatorId { get; init; }

    public required long CreatedAt { get; init; }

    public required long UpdatedAt { get; init; }

    public JsonObject? Template => TemplateParams is null ? null : AttributeObject.Parse(TemplateParams);

    /// <summary>Null where it has none.</summary>
    public QuietHours? Quiet => QuietHours.Time(QuietFrom) is { } from && QuietHours.Time(QuietTo) is { } to ? new QuietHours(from, to) : null;

    /// <summary>By whose clock a contact is written to of whom no zone is known.</summary>
    public TimeZoneInfo ZoneFor(Inbox inbox) => StatsZone.Find(Timezone ?? inbox.Timezone) ?? TimeZoneInfo.Utc;
}
