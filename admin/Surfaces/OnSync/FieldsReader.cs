using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>
/// Reads the fields of an object in a body. What cannot be used is not given, and among the issues; fields that are not
/// asked for are ignored.
/// </summary>
/// <param name="fields">A JSON object.</param>
/// <param name="path">Where it is in the body.</param>
/// <param name="nullClears">Whether null is a value, which clears; else it is as good as nothing.</param>
/// <param name="issues">Take what is wrong.</param>
internal sealed class FieldsReader(JsonObject fields, JsonArray path, bool nullClears, OnSyncIssues issues)
{
    public OnSyncIssues Issues => issues;

    public bool Has(string name) => fields.ContainsKey(name);

    public bool IsObject(string name) => fields[name] is JsonObject;

    public JsonArray PathOf(params ReadOnlySpan<object> names)
    {
        var whole = (JsonArray)path.DeepClone();
        foreach (var name in names)
        {
            whole.Add(name is int index ? (JsonNode)index : (string)name);
        }

        return whole;
    }

    public Given<string?> Text(string name, int maximum = TextRules.LineLength)
    {
        if (!Has(name, out var node))
        {
            return Given<string?>.Not;
        }

        if (node is null)
        {
            return new Given<string?>(IsGiven: true, Value: null);
        }

        return IsText(node, PathOf(name), maximum, out var text) ? text : Given<string?>.Not;
    }

    public Given<string?> Choice(string name, IReadOnlyList<string> options)
    {
        var given = Text(name);
        if (given is { IsGiven: true, Value: { } value } && !options.Contains(value, StringComparer.Ordinal))
        {
            issues.NotAnOption(PathOf(name), options, value);
            return Given<string?>.Not;
        }

        return given;
    }

    public Given<bool?> Flag(string name)
    {
        if (!Has(name, out var node))
        {
            return Given<bool?>.Not;
        }

        if (node is null || node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return node?.GetValue<bool>();
        }

        issues.WrongType(PathOf(name), "boolean", TypeOf(node));
        return Given<bool?>.Not;
    }

    public Given<JsonObject?> Object(string name)
    {
        if (!Has(name, out var node))
        {
            return Given<JsonObject?>.Not;
        }

        if (node is null or JsonObject)
        {
            return (JsonObject?)node;
        }

        issues.WrongType(PathOf(name), "object", TypeOf(node));
        return Given<JsonObject?>.Not;
    }

    /// <summary>A list of texts; null is an empty one.</summary>
    public Given<IReadOnlyList<string>?> Texts(string name, int maximum = TextRules.LineLength)
    {
        if (!Has(name, out var node))
        {
            return Given<IReadOnlyList<string>?>.Not;
        }

        if (node is not (null or JsonArray))
        {
            issues.WrongType(PathOf(name), "array", TypeOf(node));
            return Given<IReadOnlyList<string>?>.Not;
        }

        var texts = new List<string>();
        foreach (var (index, item) in ((JsonArray?)node ?? []).Index())
        {
            if (IsText(item, PathOf(name, index), maximum, out var text))
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    /// <summary>In Zod's words.</summary>
    public static string TypeOf(JsonNode? node) => node?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "null",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        _ => "boolean",
    };

    private bool Has(string name, out JsonNode? node) => fields.TryGetPropertyValue(name, out node) && (node is not null || nullClears);

    private bool IsText(JsonNode? node, JsonArray at, int maximum, out string text)
    {
        text = "";
        if (node is not JsonValue value || !value.TryGetValue(out string? given))
        {
            issues.WrongType(at, "string", TypeOf(node));
            return false;
        }

        text = given;
        var errors = new RecordErrors();
        TextRules.Length(errors, "", given, maximum);
        if (errors.Any)
        {
            issues.TooBig(at, maximum, ("String must contain at most", "character(s)"));
        }

        return !errors.Any;
    }
}
