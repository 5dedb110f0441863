using System.Text.Json.Serialization;

namespace OneLink.Admin.BulkActions;

/// <summary>A bulk action as it is stored with its job. Fields may be added; their names and meanings stay.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BulkAction))]
internal sealed partial class BulkActionJson : JsonSerializerContext;
