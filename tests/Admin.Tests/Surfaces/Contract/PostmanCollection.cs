using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneLink.Admin.Json;

namespace OneLink.Admin.Tests.Surfaces.Contract;

/// <summary>
/// A Postman collection (format 2.1) of one of the three APIs: a folder for each resource, a request for each operation, with
/// the examples of the published description as bodies. Parameters of paths are variables of the request.
/// </summary>
internal static partial class PostmanCollection
{
    public const string Schema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

    private const string BaseVariable = "base_url";
    private const string TokenVariable = "api_access_token";
    private const string Local = "http://localhost:8080";

    private static readonly JsonSerializerOptions Written = new(RelaxedJson.Compact) { WriteIndented = true };

    /// <summary>Where the collection of an API is committed.</summary>
    public static string FileOf(string api) => $"clients/postman/OneLink-{api}.postman_collection.json";

    public static string Of(string api)
    {
        var operations = SurfaceOperations.All.Where(operation => operation.Api == api).ToList();
        var variables = new JsonArray(Variable(BaseVariable, Local));
        var collection = new JsonObject
        {
            ["info"] = new JsonObject { ["name"] = $"OneLink {api} API", ["schema"] = Schema },
            ["item"] = new JsonArray([.. operations.GroupBy(operation => operation.Resource).Select(FolderOf)]),
            ["variable"] = variables,
        };
        if (api is not "Client")
        {
            variables.Add(Variable(TokenVariable, ""));
            collection["auth"] = new JsonObject
            {
                ["type"] = "apikey",
                ["apikey"] = new JsonArray(Text("key", TokenVariable), Text("value", $"{{{{{TokenVariable}}}}}"), Text("in", "header")),
            };
        }

        return collection.ToJsonString(Written) + "\n";
    }

    private static JsonNode FolderOf(IGrouping<string, SurfaceOperation> resource) => new JsonObject
    {
        ["name"] = resource.Key,
        ["item"] = new JsonArray([.. resource.Select(RequestOf)]),
    };

    private static JsonNode RequestOf(SurfaceOperation operation)
    {
        var described = PublishedDescription.Of(operation);
        var path = Parameter().Replace(operation.Path, ":$1");
        var query = QueryOf(operation, described);
        var request = new JsonObject
        {
            ["method"] = operation.Method,
            ["header"] = new JsonArray(),
            ["url"] = new JsonObject
            {
                ["raw"] = $"{{{{{BaseVariable}}}}}{path}",
                ["host"] = new JsonArray($"{{{{{BaseVariable}}}}}"),
                ["path"] = new JsonArray([.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(part => JsonValue.Create(part))]),
                ["query"] = query,
                ["variable"] = new JsonArray([.. Parameter().Matches(operation.Path).Select(match => Variable(match.Groups["name"].Value, ""))]),
            },
        };
        if (BodyOf(described) is { } body)
        {
            request["header"]!.AsArray().Add(new JsonObject { ["key"] = "Content-Type", ["value"] = "application/json" });
            request["body"] = new JsonObject { ["mode"] = "raw", ["raw"] = body.ToJsonString(Written), ["options"] = JsonNode.Parse("""{"raw":{"language":"json"}}""") };
        }

        return new JsonObject
        {
            ["name"] = described?["summary"]?.GetValue<string>() ?? $"{operation.Method} {operation.Path.Split('/')[^1]}",
            ["request"] = request,
            ["response"] = new JsonArray(),
        };
    }

    /// <summary>Parameters of the query, switched off: none is needed.</summary>
    private static JsonArray QueryOf(SurfaceOperation operation, JsonObject? described)
    {
        var ofPath = PublishedDescription.Document["paths"]![operation.Path]?["parameters"]?.AsArray() ?? [];
        return
        [
            .. from parameter in ofPath.Concat(described?["parameters"]?.AsArray() ?? [])
               let resolved = Resolved(parameter!)
               where resolved["in"]!.GetValue<string>() == "query"
               select (JsonNode)new JsonObject { ["key"] = resolved["name"]!.GetValue<string>(), ["value"] = "", ["disabled"] = true },
        ];
    }

    private static JsonNode? BodyOf(JsonObject? described)
        => described?["requestBody"]?["content"]?.AsObject().FirstOrDefault().Value?["schema"] is { } schema ? ExampleOf(schema) : null;

    /// <summary>The example of a schema, or one made of those of its members; files are left out.</summary>
    private static JsonNode? ExampleOf(JsonNode schema)
    {
        var resolved = Resolved(schema);
        if (resolved["example"] is { } example)
        {
            return example.DeepClone();
        }

        if (resolved["properties"] is JsonObject members)
        {
            var made = new JsonObject();
            foreach (var (name, member) in members.Where(member => Resolved(member.Value!)["format"]?.GetValue<string>() != "binary"))
            {
                made[name] = ExampleOf(member!);
            }

            return made;
        }

        return resolved["type"]?.ToString() switch
        {
            "array" => resolved["items"] is { } items ? new JsonArray(ExampleOf(items)) : [],
            "object" => new JsonObject(),
            _ => null,
        };
    }

    private static JsonNode Resolved(JsonNode node)
        => node["$ref"]?.GetValue<string>().Split('/') is [.., var kind, var name] ? PublishedDescription.Document["components"]![kind]![name]! : node;

    private static JsonObject Variable(string name, string value) => new() { ["key"] = name, ["value"] = value };

    private static JsonObject Text(string key, string value) => new() { ["key"] = key, ["value"] = value, ["type"] = "string" };

    [GeneratedRegex(@"\{(?<name>[a-z_]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
