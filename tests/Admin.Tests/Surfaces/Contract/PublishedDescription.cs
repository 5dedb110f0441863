using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using OneLink.Admin.Tests.OpenApi;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>Upstream's published description of the three APIs, and what of an answer differs from it.</summary>
internal static class PublishedDescription
{
    private const string File = "tests/Admin.Tests/Surfaces/Contract/Swagger/swagger.json";
    private const string Components = "#/components/schemas/";
    private const string Json = "application/json";

    private static readonly ConcurrentDictionary<SurfaceOperation, Lazy<JsonSchema?>> Schemas = new();

    public static JsonObject Document { get; } = JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(ApiDescription.RepositoryRoot(), File)))!.AsObject();

    /// <summary>The operation as it is described; null where it is not.</summary>
    public static JsonObject? Of(SurfaceOperation operation) => Document["paths"]![operation.Path]?[operation.Method.ToLowerInvariant()]?.AsObject();

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    public static string? ErrorOf(SurfaceOperation operation, int status, string? mediaType, string body)
    {
        var answer = $"{operation} {status.ToString(CultureInfo.InvariantCulture)} {mediaType} {body[..Math.Min(body.Length, 2000)]}";
        if (status is >= 400 and < 500)
        {
            return ErrorShape.Is(status, mediaType, body) ? null : "A refusal in no shape that clients know: " + answer;
        }

        if (status != 200)
        {
            return status >= 500 ? "The server failed: " + answer : "Success is 200: " + answer;
        }

        if (Schemas.GetOrAdd(operation, static described => new Lazy<JsonSchema?>(() => SchemaOf(described))).Value is not { } schema)
        {
            return null;
        }

        if (mediaType != Json)
        {
            return "JSON is described: " + answer;
        }

        var results = schema.Evaluate(JsonElement.Parse(body), new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid ? null : $"{string.Join('\n', SchemaErrors.Of(results))}\n{answer}";
    }

    /// <summary>Null where no body is described.</summary>
    private static JsonSchema? SchemaOf(SurfaceOperation operation)
    {
        var success = Of(operation)?["responses"]?.AsObject().FirstOrDefault(response => response.Key.StartsWith('2')).Value;
        if ((Contradictions.AnswerOf(operation) ?? success?["content"]?[Json]?["schema"]) is not { } described)
        {
            return null;
        }

        var components = new JsonObject();
        Gather(described, components);
        Contradictions.Mend(components);
        var whole = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$defs"] = components,
            ["allOf"] = new JsonArray(described.DeepClone()),
        };
        return JsonSchema.FromText(
            whole.ToJsonString().Replace(Components, "#/$defs/", StringComparison.Ordinal), new BuildOptions { SchemaRegistry = new SchemaRegistry() });
    }

    /// <summary>The components that a schema names, and those that they name.</summary>
    private static void Gather(JsonNode? schema, JsonObject components)
    {
        foreach (var inner in schema switch { JsonObject members => members.Select(member => member.Value), JsonArray items => items, _ => [] })
        {
            Gather(inner, components);
        }

        if (schema is JsonObject reference && reference["$ref"] is JsonValue target)
        {
            var name = target.GetValue<string>()[Components.Length..];
            if (!components.ContainsKey(name))
            {
                components[name] = Document["components"]!["schemas"]![name]!.DeepClone();
                Gather(components[name], components);
            }
        }
    }
}
