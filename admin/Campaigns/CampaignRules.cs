using System.Globalization;
using System.Text;
using OneLink.Admin.Audiences;
using OneLink.Admin.Automation.Actions;
using OneLink.Admin.Database;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Messages;
using OneLink.Admin.Stats;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Campaigns;

/// <summary>What a campaign must keep to.</summary>
internal static class CampaignRules
{
    private const int LongestName = 100;

    public static async Task<RecordErrors> CheckAsync(WriteScope scope, Campaign campaign)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "title", campaign.Title);
        TextRules.Length(errors, "title", campaign.Title);
        TextRules.Length(errors, "campaign", campaign.Name, LongestName);
        TextRules.Length(errors, "message", campaign.Message, MessageRules.MaxContent);
        if (await CampaignRepository.IsNameTakenAsync(scope, campaign, campaign.Name))
        {
            errors.Taken("campaign");
        }

        if (campaign.MessagesPerMinute is < 1 or > CampaignPace.Most)
        {
            errors.Add("messages_per_minute", RecordErrorCode.Invalid, string.Create(CultureInfo.InvariantCulture, $"must be 1 to {CampaignPace.Most:N0}"));
        }

        CheckQuietHours(errors, campaign);
        CheckMessage(errors, campaign);
        if (campaign.AudienceId is { } audience && await AudienceRepository.FindAsync(scope, campaign.AccountId, audience) is null)
        {
            errors.MustExist("audience_id");
        }

        if (campaign.InboxId is not { } inboxId || await InboxRepository.FindAsync(scope, campaign.AccountId, inboxId) is not { } inbox)
        {
            errors.MustExist("inbox_id");
        }
        else if (campaign.TemplateParams is not null && inbox.Channel != InboxChannel.WhatsApp)
        {
            errors.Add("template_params", RecordErrorCode.Invalid, "are WhatsApp's; give an inbox of WhatsApp, or a message");
        }

        return errors;
    }

    /// <summary>A name made of the title that no other campaign of the account has.</summary>
    public static async Task<string> NameAsync(WriteScope scope, Campaign campaign)
    {
        var name = new StringBuilder();
        foreach (var rune in campaign.Title.ToLowerInvariant().EnumerateRunes().Take(LongestName / 2))
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                name.Append(rune.ToString());
            }
            else if (name is { Length: > 0 } && name[^1] != '-')
            {
                name.Append('-');
            }
        }

        var plain = name.ToString().TrimEnd('-') is { Length: > 0 } made ? made : "campaign";
        var free = plain;
        for (var number = 2; await CampaignRepository.IsNameTakenAsync(scope, campaign, free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{plain}-{number}");
        }

        return free;
    }

    private static void CheckQuietHours(RecordErrors errors, Campaign campaign)
    {
        if (campaign.QuietFrom is null && campaign.QuietTo is null && campaign.Timezone is null)
        {
            return;
        }

        if (campaign.Quiet is not { } quiet)
        {
            errors.Add("quiet_hours", RecordErrorCode.Invalid, """need from and to as times of day, such as {"from":"21:00","to":"08:00"}""");
        }
        else if (quiet.From == quiet.To)
        {
            errors.Add("quiet_hours", RecordErrorCode.Invalid, "would never end; from and to must differ");
        }

        if (campaign.Timezone is { } zone && StatsZone.Find(zone) is null)
        {
            errors.Add("quiet_hours", RecordErrorCode.Invalid, "have a timezone that is none; give an IANA name such as Europe/Berlin");
        }
    }

    private static void CheckMessage(RecordErrors errors, Campaign campaign)
    {
        if (campaign.Template is { } template)
        {
            if (SendTemplateAction.Refusal(template) is { } refusal)
            {
                errors.Add("template_params", RecordErrorCode.Invalid, refusal);
            }
        }
        else if (string.IsNullOrWhiteSpace(campaign.Message))
        {
            errors.Add("message", RecordErrorCode.Blank, "can't be blank where there are no template_params");
        }
    }
}
