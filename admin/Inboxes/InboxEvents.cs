using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Inboxes;

/// <summary>The events of inboxes.</summary>
internal static class InboxEvents
{
    public static DomainEvent Created(Inbox inbox, Performer? performer)
        => new(EventNames.InboxCreated, inbox.AccountId, inbox.Id) { Performer = performer };

    public static DomainEvent Updated(Inbox before, Inbox after, Performer? performer) => new(EventNames.InboxUpdated, after.AccountId, after.Id)
    {
        ChangedAttributes = new AttributeChanges()
            .Add("name", before.Name, after.Name)
            .Add("greeting_enabled", before.IsGreetingEnabled != 0, after.IsGreetingEnabled != 0)
            .Add("greeting_message", before.GreetingMessage, after.GreetingMessage)
            .Add("enable_email_collect", before.CollectsEmail != 0, after.CollectsEmail != 0)
            .Add("csat_survey_enabled", before.IsCsatEnabled != 0, after.IsCsatEnabled != 0)
            .Add("csat_config", AttributeObject.Parse(before.CsatConfig), AttributeObject.Parse(after.CsatConfig))
            .Add("enable_auto_assignment", before.AutoAssigns != 0, after.AutoAssigns != 0)
            .Add("auto_assignment_config", AttributeObject.Parse(before.AutoAssignmentConfig), AttributeObject.Parse(after.AutoAssignmentConfig))
            .Add("working_hours_enabled", before.HasWorkingHours != 0, after.HasWorkingHours != 0)
            .Add("working_hours", before.WorkingHours, after.WorkingHours)
            .Add("out_of_office_message", before.OutOfOfficeMessage, after.OutOfOfficeMessage)
            .Add("timezone", before.Timezone, after.Timezone)
            .Add("allow_messages_after_resolved", before.AllowsMessagesAfterResolved != 0, after.AllowsMessagesAfterResolved != 0)
            .Add("lock_to_single_conversation", before.LocksToSingleConversation != 0, after.LocksToSingleConversation != 0)
            .Add("track_links", before.TracksLinks != 0, after.TracksLinks != 0)
            .Add("sender_name_type", before.SenderNameType, after.SenderNameType)
            .Add("business_name", before.BusinessName, after.BusinessName)
            .Add("hmac_mandatory", before.IsHmacMandatory != 0, after.IsHmacMandatory != 0)
            .Add("webhook_url", before.WebhookUrl, after.WebhookUrl)
            .Add("channel_settings", AttributeObject.Parse(before.ChannelSettings), AttributeObject.Parse(after.ChannelSettings))
            .Add("agent_bot_id", before.AgentBotId, after.AgentBotId)
            .Add("avatar_url", before.AvatarUrl, after.AvatarUrl),
        Performer = performer,
    };
}
