using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Domains;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(DomainResponse))]
[JsonSerializable(typeof(DomainPage))]
internal sealed partial class DomainJson : JsonSerializerContext;
