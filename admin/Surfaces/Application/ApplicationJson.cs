using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Application;

/// <summary>What the Application API sends: names in snake case, nulls written unless a member says otherwise.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ProbeResponse))]
[JsonSerializable(typeof(ProfileResponse))]
[JsonSerializable(typeof(AccountResponse))]
internal sealed partial class ApplicationJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static ApplicationJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
