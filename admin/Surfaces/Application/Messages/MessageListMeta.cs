using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application.Messages;

/// <summary>What stands beside a page of messages.</summary>
/// <param name="Labels">Of the conversation.</param>
/// <param name="AdditionalAttributes">Of the conversation.</param>
/// <param name="Contact">With whom.</param>
/// <param name="Assignee">Left out where it is nobody's.</param>
/// <param name="AgentLastSeenAt">ISO 8601.</param>
/// <param name="AssigneeLastSeenAt">ISO 8601.</param>
internal sealed record MessageListMeta(
    IReadOnlyList<string> Labels,
    RawJson AdditionalAttributes,
    SenderResponse? Contact,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SenderResponse? Assignee,
    string? AgentLastSeenAt,
    string? AssigneeLastSeenAt);
