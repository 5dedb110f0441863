using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Access.ApiKeys;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ApiKeyResponse))]
[JsonSerializable(typeof(ApiKeyPage))]
internal sealed partial class ApiKeyJson : JsonSerializerContext;
