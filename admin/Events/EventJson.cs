using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Events;

[JsonSerializable(typeof(OrderedDictionary<string, AttributeChange>))]
internal sealed partial class EventJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static EventJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
