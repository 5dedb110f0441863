using System.Text.Json.Serialization;
using OneLink.Admin.Json;
using OneLink.Admin.Surfaces.OnSync.Contacts;
using OneLink.Admin.Surfaces.OnSync.Errors;
using OneLink.Admin.Surfaces.OnSync.Keys;
using OneLink.Admin.Surfaces.OnSync.Messages;
using OneLink.Admin.Surfaces.OnSync.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync;

/// <summary>What the OnSync API sends: names in camel case, nulls written unless a member says otherwise.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OnSyncErrorAnswer))]
[JsonSerializable(typeof(MeResponse))]
[JsonSerializable(typeof(ContactResponse))]
[JsonSerializable(typeof(ContactDetailResponse))]
[JsonSerializable(typeof(ContactListResponse))]
[JsonSerializable(typeof(ContactBatchResponse))]
[JsonSerializable(typeof(KeyResponse))]
[JsonSerializable(typeof(KeyListResponse))]
[JsonSerializable(typeof(MessageListResponse))]
[JsonSerializable(typeof(SendResponse))]
[JsonSerializable(typeof(ChangedMessagesResponse))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(WebhookListResponse))]
[JsonSerializable(typeof(DeliveryListResponse))]
[JsonSerializable(typeof(DeliveryDetailResponse))]
[JsonSerializable(typeof(QueuedResponse))]
[JsonSerializable(typeof(RemovedResponse))]
internal sealed partial class OnSyncJson : JsonSerializerContext
{
    // Made when first asked for: the order in which the initializers of a partial class run is not defined.
    public static OnSyncJson Relaxed => field ??= new(RelaxedJson.Of(Default.Options));
}
