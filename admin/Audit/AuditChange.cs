using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace OneLink.Admin.Audit;

/// <summary>A field that has another value now.</summary>
/// <param name="Field">Its name in the API.</param>
/// <param name="From">Before; left out where there was none, and for secrets and values too long to keep.</param>
/// <param name="To">After, by the same rule.</param>
internal sealed record AuditChange(
    string Field,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? From,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? To);
