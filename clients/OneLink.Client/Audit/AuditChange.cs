using System.Text.Json.Nodes;

namespace OneLink.Client.Audit;

/// <summary>A field that has another value now.</summary>
/// <param name="Field">Its name in the API.</param>
/// <param name="From">Before; null where there was none, for secrets, and for values too long to keep.</param>
/// <param name="To">After, by the same rule.</param>
public sealed record AuditChange(string Field, JsonNode? From, JsonNode? To);
