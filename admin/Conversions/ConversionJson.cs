using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Conversions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ConversionResponse))]
internal sealed partial class ConversionJson : JsonSerializerContext;
