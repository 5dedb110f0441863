using OneLink.Admin.Assignment;
using OneLink.Admin.Channels;
using OneLink.Admin.Json;
using OneLink.Admin.Outbound;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Inboxes;

/// <summary>What an inbox must keep to.</summary>
internal static class InboxRules
{
    public static RecordErrors Check(Inbox inbox, AddressPolicy policy)
    {
        var errors = new RecordErrors();
        TextRules.Present(errors, "name", inbox.Name);
        TextRules.Length(errors, "name", inbox.Name);
        TextRules.Length(errors, "greeting_message", inbox.GreetingMessage, TextRules.TextLength);
        TextRules.Length(errors, "out_of_office_message", inbox.OutOfOfficeMessage, TextRules.TextLength);
        TextRules.Length(errors, "business_name", inbox.BusinessName);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(inbox.Timezone, out _))
        {
            errors.NotIncluded("timezone");
        }

        if (inbox.SenderNameType is not ("friendly" or "professional"))
        {
            errors.NotIncluded("sender_name_type");
        }

        if (!WorkingHours.Of(inbox).All(day => day.IsSound))
        {
            errors.Invalid("working_hours");
        }

        AssignmentLimit.Check(errors, inbox);
        if (inbox.WebhookUrl is { } url)
        {
            CheckWebhook(errors, url, policy);
        }

        if (inbox.Channel is InboxChannel.WebWidget)
        {
            WebWidgetSettings.Check(errors, AttributeObject.Parse(inbox.ChannelSettings));
        }

        if (InboxChannel.IsProvider(inbox.Channel))
        {
            ChannelSettings.Check(errors, AttributeObject.Parse(inbox.ChannelSettings));
        }

        return errors;
    }

    private static void CheckWebhook(RecordErrors errors, string url, AddressPolicy policy)
    {
        if (url.Length > OutboundUrl.MaxLength)
        {
            errors.TooLong("webhook_url", OutboundUrl.MaxLength);
        }
        else if (!OutboundUrl.MayBeCalled(url, policy))
        {
            errors.Invalid("webhook_url");
        }
    }
}
