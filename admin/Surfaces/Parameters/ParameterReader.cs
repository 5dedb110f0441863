using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces.Parameters;

/// <summary>
/// Reads single parameters as what they should be, leniently where the meaning is plain (a number as text, JSON in a
/// string); what cannot be read is added to the errors under its name, and counts as not given.
/// </summary>
internal sealed class ParameterReader(RequestParameters parameters, RecordErrors errors)
{
    /// <summary>Depth of JSON within a string.</summary>
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    public RecordErrors Errors => errors;

    /// <summary>Text; a number or a flag is taken as it is written.</summary>
    public Given<string?> Text(string name) => Read<string?>(name, TextOf, "must be a string");

    /// <summary>As <see cref="Text"/>, where empty and blank mean null.</summary>
    public Given<string?> TextOrNull(string name)
        => Text(name) is { IsGiven: true, Value: var text } ? string.IsNullOrWhiteSpace(text) ? null : text : Given<string?>.Not;

    /// <summary>A whole number; blank is null.</summary>
    public Given<long?> Integer(string name) => Read<long?>(name, IntegerOf, "is not a number");

    /// <summary>A flag; blank is null.</summary>
    public Given<bool?> Flag(string name) => Read<bool?>(name, FlagOf, "must be true or false");

    /// <summary>An object, or a string that holds one; blank is null.</summary>
    public Given<JsonObject?> Object(string name) => Read<JsonObject?>(name, ObjectOf, "must be an object");

    /// <summary>A list of objects, or a string that holds one; null and blank are an empty one.</summary>
    public Given<JsonArray?> Objects(string name) => Read<JsonArray?>(name, ObjectsOf, "must be a list of objects");

    /// <summary>A list of texts; one text is a list of one, null an empty one.</summary>
    public Given<string[]?> Texts(string name) => Read<string[]?>(name, TextsOf, "must be a list of strings");

    /// <summary>A list of whole numbers; one number is a list of one, null an empty one.</summary>
    public Given<long[]?> Integers(string name) => Read<long[]?>(name, IntegersOf, "must be a list of numbers");

    /// <summary>Text that must be one of <paramref name="known"/>; blank is null.</summary>
    public Given<string?> Choice(string name, Func<string, bool> known)
    {
        var text = TextOrNull(name);
        if (text is { IsGiven: true, Value: { } value } && !known(value))
        {
            errors.NotIncluded(name);
            return Given<string?>.Not;
        }

        return text;
    }

    /// <summary>Says whether a value can be read, and as what.</summary>
    private delegate bool Reading<T>(JsonNode? node, out T value);

    private Given<T> Read<T>(string name, Reading<T> reading, string refusal)
    {
        if (!parameters.Tree.TryGetPropertyValue(name, out var node))
        {
            return Given<T>.Not;
        }

        if (reading(node, out var value))
        {
            return value;
        }

        errors.Add(name, RecordErrorCode.WrongType, refusal);
        return Given<T>.Not;
    }

    private static bool TextOf(JsonNode? node, out string? text)
    {
        text = node switch
        {
            null => null,
            JsonValue value when value.TryGetValue(out string? given) => given,
            JsonValue value => value.ToJsonString(),
            _ => null,
        };
        return node is null or JsonValue;
    }

    private static bool IntegerOf(JsonNode? node, out long? number)
    {
        number = null;
        if (IsBlank(node))
        {
            return true;
        }

        if (node is not JsonValue || !TextOf(node, out var text) || node.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
        {
            return false;
        }

        // A whole number may be written with a point: 5.0.
        if (decimal.TryParse(text!.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var given)
            && given == decimal.Truncate(given) && given is >= long.MinValue and <= long.MaxValue)
        {
            number = (long)given;
            return true;
        }

        return false;
    }

    private static bool FlagOf(JsonNode? node, out bool? flag)
    {
        flag = null;
        if (IsBlank(node))
        {
            return true;
        }

        flag = node is JsonValue && TextOf(node, out var text) ? text!.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "T" or "1" or "ON" or "YES" => true,
            "FALSE" or "F" or "0" or "OFF" or "NO" => false,
            _ => null,
        }
        : null;
        return flag is not null;
    }

    private static bool ObjectOf(JsonNode? node, out JsonObject? value)
    {
        value = node as JsonObject;
        return value is not null || IsBlank(node) || (node is JsonValue text && text.TryGetValue(out string? json) && TryParse(json, out value));
    }

    private static bool ObjectsOf(JsonNode? node, out JsonArray? list)
    {
        list = node as JsonArray;
        if (list is null && !IsBlank(node) && !(node is JsonValue text && text.TryGetValue(out string? json) && TryParse(json, out list)))
        {
            return false;
        }

        list ??= [];
        return list.All(item => item is JsonObject);
    }

    private static bool TryParse<T>(string json, out T? value)
        where T : JsonNode
    {
        value = null;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            value = JsonTree.Of(document.RootElement) as T;
        }
        catch (JsonException)
        {
            // Not JSON.
        }

        return value is not null;
    }

    private static bool TextsOf(JsonNode? node, out string[]? texts)
    {
        var read = new List<string>();
        texts = null;
        foreach (var item in Items(node))
        {
            if (item is null || !TextOf(item, out var text))
            {
                return false;
            }

            read.Add(text!);
        }

        texts = [.. read];
        return true;
    }

    private static bool IntegersOf(JsonNode? node, out long[]? numbers)
    {
        var read = new List<long>();
        numbers = null;
        foreach (var item in Items(node))
        {
            if (!IntegerOf(item, out var number) || number is null)
            {
                return false;
            }

            read.Add(number.Value);
        }

        numbers = [.. read];
        return true;
    }

    private static JsonArray Items(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => list,
        _ when IsBlank(node) => [],
        _ => [node.DeepClone()],
    };

    private static bool IsBlank(JsonNode? node) => node is null || (node is JsonValue value && value.TryGetValue(out string? text) && string.IsNullOrWhiteSpace(text));
}
