using System.Text.Json.Serialization;

namespace OneLink.Admin.Audit;

/// <summary>What was changed; of many links at once, the first and last id.</summary>
internal sealed record AuditObject(
    string Type,
    string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastId,
    string? Name);
