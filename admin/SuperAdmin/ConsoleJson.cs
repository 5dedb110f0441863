using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.SuperAdmin;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Page<AccountItem>))]
[JsonSerializable(typeof(Page<UserItem>))]
[JsonSerializable(typeof(Page<PlatformAppItem>))]
[JsonSerializable(typeof(Page<PermissibleItem>))]
[JsonSerializable(typeof(Page<AccessTokenItem>))]
[JsonSerializable(typeof(Page<EdgeItem>))]
[JsonSerializable(typeof(Page<JobItem>))]
[JsonSerializable(typeof(Page<AuditItem>))]
[JsonSerializable(typeof(RequestTrace))]
internal sealed partial class ConsoleJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static ConsoleJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
