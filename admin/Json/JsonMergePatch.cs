using System.Text.Json.Nodes;

namespace OneLink.Admin.Json;

/// <summary>RFC 7396 on free-form JSON (a link's <c>metadata</c>).</summary>
internal static class JsonMergePatch
{
    /// <summary>The patched document; neither argument is changed. Null stands for JSON null.</summary>
    public static JsonNode? Apply(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var result = target is JsonObject existing ? (JsonObject)existing.DeepClone() : [];
        foreach (var (name, change) in changes)
        {
            if (change is null)
            {
                result.Remove(name);
            }
            else
            {
                result[name] = Apply(result[name], change);
            }
        }

        return result;
    }
}
