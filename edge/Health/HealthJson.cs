using System.Text.Json.Serialization;

namespace OneLink.Edge.Health;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReadinessReport))]
[JsonSerializable(typeof(DigestReport))]
internal sealed partial class HealthJson : JsonSerializerContext;
