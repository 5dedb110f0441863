using System.Globalization;
using System.Text.Json.Nodes;
using OneLink.Admin.Events;
using OneLink.Admin.Json;

namespace OneLink.Admin.Conversations;

/// <summary>The events of conversations.</summary>
internal static class ConversationEvents
{
    public static DomainEvent Created(Conversation conversation, Performer? performer)
        => new(EventNames.ConversationCreated, conversation.AccountId, conversation.Id) { Performer = performer };

    public static DomainEvent Updated(Conversation before, Conversation after, Performer? performer)
        => new(EventNames.ConversationUpdated, after.AccountId, after.Id)
        {
            ChangedAttributes = new AttributeChanges()
                .Add("status", ConversationStatus.Name(before.Status), ConversationStatus.Name(after.Status))
                .Add("priority", ConversationPriority.Name(before.Priority), ConversationPriority.Name(after.Priority))
                .Add("assignee_id", before.AssigneeId, after.AssigneeId)
                .Add("assignee_agent_bot_id", before.AssigneeAgentBotId, after.AssigneeAgentBotId)
                .Add("team_id", before.TeamId, after.TeamId)
                .Add("snoozed_until", Iso(before.SnoozedUntil), Iso(after.SnoozedUntil))
                .Add("first_reply_created_at", Iso(before.FirstReplyCreatedAt), Iso(after.FirstReplyCreatedAt))
                .Add("waiting_since", Iso(before.WaitingSince), Iso(after.WaitingSince))
                .Add("additional_attributes", AttributeObject.Parse(before.AdditionalAttributes), AttributeObject.Parse(after.AdditionalAttributes))
                .Add("custom_attributes", AttributeObject.Parse(before.CustomAttributes), AttributeObject.Parse(after.CustomAttributes)),
            Performer = performer,
        };

    public static DomainEvent Labelled(Conversation conversation, IEnumerable<string> before, IEnumerable<string> after, Performer? performer)
        => new(EventNames.ConversationUpdated, conversation.AccountId, conversation.Id)
        {
            ChangedAttributes = new AttributeChanges().Add("label_list", Texts(before), Texts(after)),
            Performer = performer,
        };

    public static DomainEvent Read(Conversation conversation, Performer? performer)
        => new(EventNames.ConversationRead, conversation.AccountId, conversation.Id) { Performer = performer };

    public static DomainEvent Deleted(Conversation conversation, Performer? performer)
        => new(EventNames.ConversationDeleted, conversation.AccountId, conversation.Id)
        {
            Data = new JsonObject
            {
                ["id"] = conversation.DisplayId,
                ["uuid"] = conversation.Uuid,
                ["inbox_id"] = conversation.InboxId,
                ["contact_id"] = conversation.ContactId,
                ["status"] = ConversationStatus.Name(conversation.Status),
            },
            Performer = performer,
        };

    private static string? Iso(long? milliseconds) => milliseconds is { } time
        ? DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
        : null;

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
