using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Problems;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static ProblemJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
