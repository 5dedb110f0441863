using System.Text.Json.Serialization;
using OneLink.Admin.Surfaces.Application.Contacts;
using OneLink.Admin.Surfaces.Application.Teams;

namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>Who takes part in a conversation.</summary>
internal sealed record ConversationMeta
{
    public required ContactResponse? Sender { get; init; }

    public required string? Channel { get; init; }

    /// <summary>A person or a bot; left out where it is nobody's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AssigneeResponse? Assignee { get; init; }

    /// <summary><c>User</c> or <c>AgentBot</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AssigneeType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamResponse? Team { get; init; }

    public required bool HmacVerified { get; init; }
}
