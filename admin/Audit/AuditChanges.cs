using System.Text.Json.Nodes;

namespace OneLink.Admin.Audit;

/// <summary>Finds what differs between two states of a thing.</summary>
internal static class AuditChanges
{
    /// <summary>Longest value that an entry keeps, in characters of JSON.</summary>
    private const int MaxValue = 2_000;

    /// <param name="before">Fields by name; empty for a new thing.</param>
    /// <param name="after">Fields by name; empty for one that is gone.</param>
    /// <param name="secret">The field whose values are never kept, but that it changed is.</param>
    public static IReadOnlyList<AuditChange> Between(JsonObject before, JsonObject after, string secret = "")
    {
        var changes = new List<AuditChange>();
        foreach (var field in before.Select(member => member.Key).Union(after.Select(member => member.Key), StringComparer.Ordinal))
        {
            var (from, to) = (before[field], after[field]);
            if (!JsonNode.DeepEquals(from, to))
            {
                var isSecret = string.Equals(field, secret, StringComparison.Ordinal);
                changes.Add(new AuditChange(field, isSecret ? null : Kept(from), isSecret ? null : Kept(to)));
            }
        }

        return changes;
    }

    private static JsonNode? Kept(JsonNode? value) => value?.ToJsonString().Length <= MaxValue ? value.DeepClone() : null;
}
