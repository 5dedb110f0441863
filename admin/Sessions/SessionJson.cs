using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Sessions;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(SessionResponse))]
[JsonSerializable(typeof(SessionPage))]
internal sealed partial class SessionJson : JsonSerializerContext;
