using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Stats.Feeds;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(StatsFeedResponse))]
[JsonSerializable(typeof(StatsFeedPage))]
internal sealed partial class StatsFeedJson : JsonSerializerContext
{
    public static StatsFeedJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
