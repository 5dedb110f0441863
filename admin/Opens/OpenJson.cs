using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Opens;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OpenResponse))]
internal sealed partial class OpenJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static OpenJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
