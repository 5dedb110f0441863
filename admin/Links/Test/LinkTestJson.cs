using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Links.Test;

/// <summary>What this feature answers with.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LinkTestResponse))]
internal sealed partial class LinkTestJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static LinkTestJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
