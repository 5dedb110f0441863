using System.Text.Json.Nodes;

namespace OneLink.Admin.Conversations;

/// <summary>A conversation to be begun.</summary>
internal sealed record ConversationInput
{
    /// <summary>One of <see cref="ConversationStatus"/>; null: open.</summary>
    public long? Status { get; init; }

    public long? SnoozedUntil { get; init; }

    public long? AssigneeId { get; init; }

    public long? TeamId { get; init; }

    public JsonObject? AdditionalAttributes { get; init; }

    public JsonObject? CustomAttributes { get; init; }
}
