using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Links.Bulk;
using OneLink.Admin.Links.Metadata;

namespace OneLink.Admin.Links;

/// <summary>What the links API answers with.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(LinkResponse))]
[JsonSerializable(typeof(LinkPage))]
[JsonSerializable(typeof(BulkResponse))]
[JsonSerializable(typeof(BulkProblem))]
[JsonSerializable(typeof(BulkUpdateResponse))]
[JsonSerializable(typeof(BulkDeleteResponse))]
[JsonSerializable(typeof(PageMetadata))]
internal sealed partial class LinksJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static LinksJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
