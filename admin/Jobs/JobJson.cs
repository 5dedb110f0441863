using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Jobs;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(JobResponse))]
[JsonSerializable(typeof(JobPage))]
internal sealed partial class JobJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static JobJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
