using OneLink.Admin.Webhooks;

namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>A delivery and what has come of it.</summary>
/// <param name="Id">As receivers see it.</param>
/// <param name="Event">Its name.</param>
/// <param name="Status"><c>pending</c>, <c>delivered</c> or <c>failed</c>: nothing more is tried.</param>
/// <param name="Attempts">In order.</param>
/// <param name="NextAttemptAt">Null where none is made.</param>
/// <param name="CreatedAt">When it was written down.</param>
/// <param name="FinishedAt">Null while it is being tried.</param>
internal sealed record DeliveryResponse(
    string Id, string Event, string Status, IReadOnlyList<DeliveryAttemptResponse> Attempts, string? NextAttemptAt, string CreatedAt, string? FinishedAt)
{
    public static DeliveryResponse Of(DeliveryRow row) => new(
        row.DeliveryId,
        row.EventName,
        row.State,
        [.. row.Made.Select(attempt => new DeliveryAttemptResponse(ApiTime.Iso(attempt.At), attempt.Status, attempt.Reason, attempt.Milliseconds, attempt.Answer))],
        ApiTime.Iso(row.NextAttemptAt),
        ApiTime.Iso(row.CreatedAt),
        ApiTime.Iso(row.FinishedAt));
}
