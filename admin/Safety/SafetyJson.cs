using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Safety;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(DeniedHostPage))]
[JsonSerializable(typeof(DeniedHostChange))]
internal sealed partial class SafetyJson : JsonSerializerContext;
