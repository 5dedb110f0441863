using System.Text.Json.Nodes;

namespace OneLink.Admin.Json;

/// <summary>Objects of free attributes as stored: text that is always a JSON object.</summary>
internal static class AttributeObject
{
    public const string Empty = "{}";

    public static JsonObject Parse(string stored) => JsonNode.Parse(stored)!.AsObject();

    public static string Write(JsonObject? attributes) => attributes?.ToJsonString(RelaxedJson.Compact) ?? Empty;

    /// <summary>Given members replace stored ones, the others stay.</summary>
    public static string Merge(string stored, JsonObject? given)
    {
        if (given is null or { Count: 0 })
        {
            return stored;
        }

        var merged = Parse(stored);
        foreach (var (name, value) in given)
        {
            merged[name] = value?.DeepClone();
        }

        return Write(merged);
    }

    /// <summary>Given members replace stored ones, objects within objects member by member.</summary>
    public static JsonObject DeepMerge(JsonObject below, JsonObject above)
    {
        var merged = (JsonObject)below.DeepClone();
        foreach (var (name, value) in above)
        {
            merged[name] = value is JsonObject upper && merged[name] is JsonObject lower ? DeepMerge(lower, upper) : value?.DeepClone();
        }

        return merged;
    }

    public static string Without(string stored, IReadOnlyCollection<string> names)
    {
        if (names.Count == 0)
        {
            return stored;
        }

        var attributes = Parse(stored);
        foreach (var name in names)
        {
            attributes.Remove(name);
        }

        return Write(attributes);
    }

    /// <summary>A member that is text and not blank.</summary>
    public static string? Text(JsonObject attributes, string name)
        => attributes[name] is JsonValue value && value.TryGetValue(out string? text) && !string.IsNullOrWhiteSpace(text) ? text : null;
}
