using System.Text.Json;
using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.CustomAttributes;

[JsonSerializable(typeof(string[]))]
internal sealed partial class CustomAttributeJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    private static CustomAttributeJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));

    public static string Write(string[] values) => JsonSerializer.Serialize(values, Relaxed.StringArray);
}
