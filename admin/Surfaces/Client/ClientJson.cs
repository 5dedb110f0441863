using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Client;

/// <summary>What the Client API sends: names in snake case, nulls written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ClientInboxResponse))]
[JsonSerializable(typeof(ClientWidgetResponse))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(ClientContactResponse))]
[JsonSerializable(typeof(ClientContactRecordResponse))]
[JsonSerializable(typeof(IReadOnlyList<ClientConversationResponse>))]
[JsonSerializable(typeof(IReadOnlyList<ClientMessageResponse>))]
[JsonSerializable(typeof(SurveyResponse))]
internal sealed partial class ClientJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static ClientJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
