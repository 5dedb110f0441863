using System.Text.Json.Serialization;

namespace OneLink.Admin.Contacts.Export;

/// <summary>An export as it is stored with its job. Fields may be added; their names and meanings stay.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ContactExportOptions))]
internal sealed partial class ContactExportJson : JsonSerializerContext;
