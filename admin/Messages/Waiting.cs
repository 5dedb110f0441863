using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;
using OneLink.Admin.Json;

namespace OneLink.Admin.Messages;

/// <summary>Since when a contact waits for an answer, and when the first one came.</summary>
internal static class Waiting
{
    /// <summary>The conversation after a message: a person's or a bot's answer ends the waiting, a message of the contact begins it.</summary>
    public static Conversation After(Conversation conversation, Message message)
    {
        if (message.IsIncoming)
        {
            return conversation with { WaitingSince = conversation.WaitingSince ?? message.CreatedAt };
        }

        if (message.MessageType != MessageType.Outgoing || message.IsPrivate != 0)
        {
            return conversation;
        }

        if (IsHuman(message))
        {
            return conversation with { FirstReplyCreatedAt = conversation.FirstReplyCreatedAt ?? message.CreatedAt, WaitingSince = null };
        }

        return message.SenderKind == SenderKind.AgentBot ? conversation with { WaitingSince = null } : conversation;
    }

    /// <summary>Whether somebody has written it, neither a rule nor a campaign: here, or in the channel's own app.</summary>
    private static bool IsHuman(Message message)
    {
        var content = AttributeObject.Parse(message.ContentAttributes);
        return !IsGiven(content, "automation_rule_id")
            && !IsGiven(AttributeObject.Parse(message.AdditionalAttributes), "campaign_id")
            && (message.SenderKind == SenderKind.User || IsGiven(content, "external_echo"));
    }

    private static bool IsGiven(JsonObject attributes, string name) => attributes[name] is { } value && value.ToString() is not ("" or "false");
}
