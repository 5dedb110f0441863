using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using OneLink.Admin.Json;

namespace OneLink.Admin.Channels;

/// <summary>
/// Reads what providers send. Members that are missing, or of another type than documented, are null; what no text can hold
/// (NUL, half of a surrogate pair) is left out of a text, because a message must not be lost for it.
/// </summary>
internal static class ProviderJson
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 64 };

    /// <returns>Null for what is no JSON object.</returns>
    public static JsonObject? Parse(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body, Limits);
            return TreeOf(document.RootElement) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonNode? At(this JsonNode? node, string name) => (node as JsonObject)?[name];

    public static IEnumerable<JsonNode> ItemsAt(this JsonNode? node, string name) => (node.At(name) as JsonArray)?.OfType<JsonNode>() ?? [];

    /// <summary>A text, or a whole number as text: ids come as either.</summary>
    public static string? TextAt(this JsonNode? node, string name) => node.At(name) is JsonValue value
        ? value.TryGetValue(out string? text) ? text : value.TryGetValue(out long number) ? number.ToString(CultureInfo.InvariantCulture) : null
        : null;

    public static long? NumberAt(this JsonNode? node, string name)
        => long.TryParse(node.TextAt(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool FlagAt(this JsonNode? node, string name) => node.At(name) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private static JsonNode? TreeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => ObjectOf(value),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(TreeOf)]),
        JsonValueKind.String => JsonValue.Create(TextOf(value)),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value.Clone()),
    };

    private static JsonObject ObjectOf(JsonElement value)
    {
        var tree = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            if (JsonNames.Of(member) is { } name)
            {
                tree[name] = TreeOf(member.Value);
            }
        }

        return tree;
    }

    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!.Replace("\0", "", StringComparison.Ordinal);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return "";
        }
    }
}
