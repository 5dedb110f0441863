using System.Text.Json.Serialization;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>That something is on its way.</summary>
internal sealed record QueuedResponse : OnSyncAnswer
{
    /// <summary>Which delivery; null where several are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeliveryId { get; init; }

    /// <summary>How many.</summary>
    public required int Queued { get; init; }
}
