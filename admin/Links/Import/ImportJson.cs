using System.Text.Json.Serialization;

namespace OneLink.Admin.Links.Import;

/// <summary>An import as it is stored with its job. Fields may be added; their names and meanings stay.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(JsonStringEnumConverter<ImportFormat>), typeof(JsonStringEnumConverter<ImportConflict>)])]
[JsonSerializable(typeof(ImportOptions))]
[JsonSerializable(typeof(Dictionary<string, string?>))]
internal sealed partial class ImportJson : JsonSerializerContext;
