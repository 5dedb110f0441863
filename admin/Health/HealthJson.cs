using System.Text.Json.Serialization;

namespace OneLink.Admin.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadinessResponse))]
internal sealed partial class HealthJson : JsonSerializerContext;
