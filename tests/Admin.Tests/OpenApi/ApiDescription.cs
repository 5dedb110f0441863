using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Json.Schema;

namespace OneLink.Admin.Tests.OpenApi;

/// <summary>The committed API description, and what of a call differs from it.</summary>
internal sealed partial class ApiDescription
{
    public const string File = "docs/api/openapi.json";

    private const string Definitions = "#/$defs/";

    private readonly Dictionary<string, JsonSchema> _schemas = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<(Regex Path, JsonObject Operations)> _paths;

    private ApiDescription(JsonObject document)
    {
        Document = document;

        // A name in the path comes before a parameter: /links/export is no slug.
        _paths = [.. document["paths"]!.AsObject()
            .OrderBy(path => path.Key.Count(character => character == '{'))
            .Select(path => (new Regex($"^{Parameter().Replace(Regex.Escape(path.Key), "[^/]+")}/?$", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1)), path.Value!.AsObject()))];
    }

    public static ApiDescription Committed { get; } = new(JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryRoot(), File)))!.AsObject());

    public JsonObject Document { get; }

    public IEnumerable<(string Path, string Method, JsonObject Operation)> Operations
        => from path in Document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select (path.Key, operation.Key, operation.Value!.AsObject());

    /// <summary>The operation of a call, or null where the description has none.</summary>
    public JsonObject? Find(HttpMethod method, Uri address)
        => _paths.FirstOrDefault(path => path.Path.IsMatch(address.AbsolutePath)).Operations?[method.Method.ToLowerInvariant()]?.AsObject();

    /// <summary>What an answer says that the description does not; null where it is as described.</summary>
    public string? ErrorOfAnswer(JsonObject operation, int status, string? mediaType, string? json)
    {
        var name = operation["operationId"]!.GetValue<string>();
        var code = status.ToString(CultureInfo.InvariantCulture);
        if (Resolve(operation["responses"]![code]) is not { } response)
        {
            return $"{name} is not described as answering {status}.";
        }

        var content = response["content"]?.AsObject();
        if (mediaType is null || content is null or { Count: 0 })
        {
            return mediaType is null && content is null or { Count: 0 } ? null : $"{name} is described otherwise for {status}: {mediaType ?? "no body"}.";
        }

        if (content[mediaType] is not { } media)
        {
            return $"{name} is not described as answering {status} as {mediaType}.";
        }

        return json is null ? null : Error($"{name} {status} {mediaType}", media["schema"]!, json, isAnswer: true);
    }

    /// <summary>What a body that was accepted holds and the description does not allow; null where there is nothing.</summary>
    public string? ErrorOfRequest(JsonObject operation, string mediaType, string json)
        => operation["requestBody"]?["content"]?[mediaType]?["schema"] is { } schema
            ? Error($"{operation["operationId"]} {mediaType}", schema, json, isAnswer: false)
            : null;

    public static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "OneLink.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    private JsonNode? Resolve(JsonNode? response)
        => response?["$ref"]?.GetValue<string>().Split('/') is [.., var name] ? Document["components"]!["responses"]![name] : response;

    private string? Error(string name, JsonNode schema, string json, bool isAnswer)
    {
        JsonSchema compiled;
        lock (_schemas)
        {
            if (!_schemas.TryGetValue(name, out compiled!))
            {
                _schemas[name] = compiled = Compile(schema, isAnswer);
            }
        }

        var results = compiled.Evaluate(
            JsonElement.Parse(json), new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = isAnswer });
        if (results.IsValid)
        {
            return null;
        }

        return $"{name}:\n{string.Join('\n', SchemaErrors.Of(results))}\n{json[..Math.Min(json.Length, 2000)]}";
    }

    /// <summary>
    /// One schema with all components inside. In answers a member that is not described is an error, though clients are told
    /// to expect new ones.
    /// </summary>
    private JsonSchema Compile(JsonNode schema, bool isAnswer)
    {
        var components = Document["components"]!["schemas"]!.DeepClone().AsObject();
        if (isAnswer)
        {
            foreach (var component in components.Select(component => component.Value!.AsObject()).Where(component => component["properties"] is not null))
            {
                component.TryAdd("additionalProperties", JsonValue.Create(false));
            }
        }

        var whole = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$defs"] = components, ["allOf"] = new JsonArray(schema.DeepClone()) };

        // Destinations are kept byte for byte, also where browsers are more lenient than RFC 3986: their format is a hint.
        var text = whole.ToJsonString()
            .Replace("#/components/schemas/", Definitions, StringComparison.Ordinal)
            .Replace("\"format\":\"uri\"", "\"format\":\"\"", StringComparison.Ordinal);
        return JsonSchema.FromText(text, new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }

    // As Regex.Escape leaves it.
    [GeneratedRegex(@"\\\{[A-Za-z]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
