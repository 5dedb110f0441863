namespace OneLink.Admin.Surfaces.OnSync.Webhooks;

/// <summary>One attempt.</summary>
/// <param name="At">When it began.</param>
/// <param name="Status">Of the answer; null where there was none.</param>
/// <param name="Error">Why there was none.</param>
/// <param name="LatencyMs">How long it took.</param>
/// <param name="Answer">How the body of the answer began, at most 1,000 bytes; null where there was none.</param>
internal sealed record DeliveryAttemptResponse(string At, int? Status, string? Error, long LatencyMs, string? Answer);
