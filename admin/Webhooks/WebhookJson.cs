using System.Text.Json.Serialization;
using OneLink.Admin.Json;

namespace OneLink.Admin.Webhooks;

/// <summary>What is kept of deliveries as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<DeliveryAttempt>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WebhookJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static WebhookJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
