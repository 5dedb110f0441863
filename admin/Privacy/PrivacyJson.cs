using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Privacy;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(ErasureResponse))]
[JsonSerializable(typeof(Retention))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
