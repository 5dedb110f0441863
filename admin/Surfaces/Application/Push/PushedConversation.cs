using System.Text.Json.Nodes;
using OneLink.Admin.Conversations;

namespace OneLink.Admin.Surfaces.Application.Push;

/// <summary>A conversation and what is told of it.</summary>
internal sealed record PushedConversation(Conversation Conversation, JsonObject Data)
{
    /// <summary>Where the contact's own clients may hear of it, by the id of the <c>contact_inboxes</c> row.</summary>
    public IReadOnlyList<long> ContactInboxIds { get; init; } = [];

    /// <summary>By which the inbox knows the contact.</summary>
    public string? SourceId { get; init; }

    /// <summary>What the contact's clients are told: nothing of labels, attributes, assignment or notes.</summary>
    public JsonObject ForContact() => new()
    {
        ["id"] = Conversation.DisplayId,
        ["uuid"] = Conversation.Uuid,
        ["inbox_id"] = Conversation.InboxId,
        ["status"] = Data["status"]!.DeepClone(),
        ["can_reply"] = Data["can_reply"]!.DeepClone(),
        ["agent_last_seen_at"] = Data["agent_last_seen_at"]!.DeepClone(),
        ["contact_last_seen_at"] = Data["contact_last_seen_at"]!.DeepClone(),
        ["last_activity_at"] = Data["last_activity_at"]!.DeepClone(),
        ["timestamp"] = Data["timestamp"]!.DeepClone(),
        ["created_at"] = Data["created_at"]!.DeepClone(),
        ["account_id"] = Conversation.AccountId,
    };
}
