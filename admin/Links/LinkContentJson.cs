using System.Text.Json.Serialization;

namespace OneLink.Admin.Links;

/// <summary>The stored form of a link's content. Fields may be added; their names and meanings stay.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(LinkContent))]
internal sealed partial class LinkContentJson : JsonSerializerContext;
