using System.Text.Json.Serialization;

namespace OneLink.Admin.Domains;

/// <summary>The stored form of a domain's settings. Fields may be added; their names and meanings stay.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DomainSettings))]
internal sealed partial class DomainSettingsJson : JsonSerializerContext;
