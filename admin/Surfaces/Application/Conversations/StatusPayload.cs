using OneLink.Admin.Conversations;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Answer to a change of status.</summary>
/// <param name="Meta">Empty.</param>
/// <param name="Payload">What it is now.</param>
internal sealed record StatusPayload(RawJson Meta, StatusPayload.Outcome Payload)
{
    public static StatusPayload Of(Conversation conversation) => new(
        AttributeObject.Empty,
        new Outcome(Success: true, conversation.DisplayId, ConversationStatus.Name(conversation.Status), ApiTime.Iso(conversation.SnoozedUntil)));

    internal sealed record Outcome(bool Success, long ConversationId, string CurrentStatus, string? SnoozedUntil);
}
