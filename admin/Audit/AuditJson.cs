using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Audit;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(AuditPage))]
[JsonSerializable(typeof(IReadOnlyList<AuditChange>))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static AuditJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
