using System.Text.Json.Serialization;
using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.Application.Webhooks;

/// <summary>A delivery and what has come of it. Times are ISO 8601.</summary>
/// <param name="Id">As receivers see it.</param>
/// <param name="Event">Its name.</param>
/// <param name="Status"><c>pending</c>, <c>delivered</c> or <c>failed</c>: nothing more is tried.</param>
/// <param name="Attempts">In order.</param>
/// <param name="NextAttemptAt">Null where none is made.</param>
/// <param name="CreatedAt">When it was written down.</param>
/// <param name="FinishedAt">Null while it is being tried.</param>
/// <param name="Payload">The body as sent; left out in lists.</param>
internal sealed record DeliveryResponse(
    string Id,
    string Event,
    string Status,
    IReadOnlyList<DeliveryResponse.Attempt> Attempts,
    string? NextAttemptAt,
    string CreatedAt,
    string? FinishedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Payload)
{
    public static DeliveryResponse Of(DeliveryRow row) => new(
        row.DeliveryId,
        row.EventName,
        row.State,
        [.. row.Made.Select(attempt => new Attempt(ApiTime.Iso(attempt.At), attempt.Status, attempt.Reason, attempt.Milliseconds, attempt.Answer))],
        ApiTime.Iso(row.NextAttemptAt),
        ApiTime.Iso(row.CreatedAt),
        ApiTime.Iso(row.FinishedAt),
        row.Payload);

    /// <param name="At">When it began.</param>
    /// <param name="Status">Of the answer; null where there was none.</param>
    /// <param name="Error">Why there was none.</param>
    /// <param name="LatencyMs">How long it took.</param>
    /// <param name="Answer">How the body of the answer began; null where there was none.</param>
    internal sealed record Attempt(string At, int? Status, string? Error, long LatencyMs, string? Answer);
}
