using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Events;

/// <summary>One attribute before and after, as the APIs name and show it.</summary>
internal sealed record AttributeChange(
    [property: JsonPropertyName("previous_value")] JsonNode? Previous,
    [property: JsonPropertyName("current_value")] JsonNode? Current)
{
    [JsonIgnore]
    public bool IsNone => JsonNode.DeepEquals(Previous, Current);
}
