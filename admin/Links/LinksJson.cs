using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Bulk;

namespace OneLink.Admin.Links;

/// <summary>What the links API answers with.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(LinkResponse))]
[JsonSerializable(typeof(LinkPage))]
[JsonSerializable(typeof(BulkResponse))]
[JsonSerializable(typeof(BulkProblem))]
internal sealed partial class LinksJson : JsonSerializerContext;
