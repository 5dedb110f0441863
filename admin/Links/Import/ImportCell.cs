using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using OneLink.Admin.Csv;

namespace OneLink.Admin.Links.Import;

/// <summary>Puts the text of a CSV field where it belongs in a link's JSON.</summary>
/// <param name="isForeign">Whether another service wrote the file: then texts are its own, and its times lack an offset.</param>
internal sealed class ImportCell(bool isForeign)
{
    /// <summary>Of a name given twice it is not clear which one counts.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly char[] TagSeparators = [',', ';', '|'];

    /// <returns>What is wrong with it, as a sentence, or null.</returns>
    public string? Put(JsonObject link, string target, string field)
    {
        switch (target)
        {
            case ImportPreset.ShortUrl:
                PutShortUrl(link, field.Trim());
                return null;
            case ImportPreset.Archived:
                link["enabled"] = Flag(field) is { } archived ? JsonValue.Create(!archived) : JsonValue.Create(field);
                return null;
            case "tags" when field.AsSpan().TrimStart() is not ['[', ..]:
                link[target] = new JsonArray([.. field.Split(TagSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(tag => JsonValue.Create(tag))]);
                return null;
            default:
                break;
        }

        var value = Value(target, field, out var problem);
        Place(link, target.Split('.'), value);
        return problem;
    }

    private JsonNode? Value(string target, string field, out string? problem)
    {
        problem = null;
        var kind = ImportColumns.KindOf(target);
        if (kind == JsonSchemaType.String)
        {
            return JsonValue.Create(isForeign ? Foreign(target, field) : CsvField.Unguarded(field));
        }

        // What is no flag or number stays a text, which the link's own reader refuses in its words.
        if (kind == JsonSchemaType.Boolean)
        {
            return Flag(field) is { } flag ? JsonValue.Create(flag) : JsonValue.Create(field);
        }

        if (kind is JsonSchemaType.Integer or JsonSchemaType.Number)
        {
            return long.TryParse(field.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(field);
        }

        try
        {
            return JsonNode.Parse(field, documentOptions: Strict);
        }
        catch (JsonException)
        {
            problem = $"{target} must be JSON, with each name once.";
            return null;
        }
    }

    private static string Foreign(string target, string field)
    {
        var text = field.Trim();
        var isTime = target is "expiresAt" or "activeFrom";
        return isTime && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : text;
    }

    private static bool? Flag(string field) => field.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" => true,
        "FALSE" or "0" or "NO" => false,
        _ => null,
    };

    /// <summary>A column of its own says more than the address does.</summary>
    private static void PutShortUrl(JsonObject link, string address)
    {
        var full = address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address;
        if (!Uri.TryCreate(full, UriKind.Absolute, out var url))
        {
            link.TryAdd("slug", JsonValue.Create(address));
            return;
        }

        link.TryAdd("slug", JsonValue.Create(Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/'))));
        link.TryAdd("domain", JsonValue.Create(url.Authority));
    }

    private static void Place(JsonObject link, ReadOnlySpan<string> path, JsonNode? value)
    {
        foreach (var name in path[..^1])
        {
            if (link[name] is not JsonObject inner)
            {
                link[name] = inner = [];
            }

            link = inner;
        }

        link[path[^1]] = value;
    }
}
