using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.DeepLinks;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeepLinkSuggestion))]
internal sealed partial class DeepLinkJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static DeepLinkJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
