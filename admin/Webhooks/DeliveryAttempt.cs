using System.Text.Json.Serialization;

namespace OneLink.Admin.Webhooks;

/// <summary>What came of one attempt.</summary>
/// <param name="At">Unix milliseconds when it began.</param>
/// <param name="Status">Of the answer; null where there was none.</param>
/// <param name="Reason">Why there was none.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record DeliveryAttempt(
    long At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    long Milliseconds)
{
    [JsonIgnore]
    public bool IsDelivered => Status is >= 200 and <= 299;
}
