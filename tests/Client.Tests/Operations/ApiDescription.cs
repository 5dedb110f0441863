using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneLink.Client.Tests.Operations;

/// <summary>The operations of the committed API description.</summary>
internal static partial class ApiDescription
{
    private const string File = "docs/api/openapi.json";

    public static IReadOnlyDictionary<string, DescribedOperation> Operations { get; } = Read();

    private static Dictionary<string, DescribedOperation> Read()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(RepositoryRoot(), File)));
        var operations = from path in document.RootElement.GetProperty("paths").EnumerateObject()
                         from operation in path.Value.EnumerateObject()
                         select new DescribedOperation(
                             operation.Value.GetProperty("operationId").GetString()!,
                             operation.Name.ToUpperInvariant(),
                             new Regex($"^{Parameter().Replace(path.Name.Replace(".", "\\.", StringComparison.Ordinal), "[^/]+")}$", RegexOptions.None, TimeSpan.FromSeconds(1)),
                             [.. QueryParameters(operation.Value)]);
        return operations.ToDictionary(operation => operation.Id, StringComparer.Ordinal);
    }

    private static IEnumerable<string> QueryParameters(JsonElement operation)
        => operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "OneLink.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex(@"\{\w+\}", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Parameter();
}
