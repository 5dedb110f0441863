using System.Text.Json.Nodes;
using OneLink.Admin.Messages;

namespace OneLink.Admin.Surfaces.Application.Push;

/// <summary>A message and what is told of it: as the API shows it.</summary>
internal sealed record PushedMessage(Message Message, PushedConversation Conversation, JsonObject Data)
{
    /// <summary>Notes among agents and what the system notes are nothing for contacts.</summary>
    public bool IsForContact => Message is { IsPrivate: 0, IsActivity: false };

    /// <summary>As realtime events tell it.</summary>
    public JsonObject ForPeople()
    {
        var data = (JsonObject)Data.DeepClone();
        data["account_id"] = Message.AccountId;
        data["updated_at"] = ApiTime.Iso(Message.UpdatedAt);
        data["sender_type"] = Message.SenderKind switch
        {
            SenderKind.User => "User",
            SenderKind.Contact => "Contact",
            SenderKind.AgentBot => "AgentBot",
            _ => null,
        };
        data["sender_id"] = Message.SenderId;
        data["conversation"] = new JsonObject
        {
            ["assignee_id"] = Conversation.Conversation.AssigneeId,
            ["unread_count"] = Conversation.Data["unread_count"]!.DeepClone(),
            ["last_activity_at"] = Conversation.Data["last_activity_at"]!.DeepClone(),
            ["contact_inbox"] = new JsonObject { ["source_id"] = Conversation.SourceId },
        };
        return data;
    }

    /// <summary>What the contact's clients are told.</summary>
    public JsonObject ForContact()
    {
        var data = ForPeople();
        data.Remove("private");
        data["conversation"] = new JsonObject { ["contact_inbox"] = new JsonObject { ["source_id"] = Conversation.SourceId } };
        return data;
    }
}
