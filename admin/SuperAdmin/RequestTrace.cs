namespace OneLink.Admin.SuperAdmin;

/// <summary>Everything that is known of a request.</summary>
/// <param name="Id">Its <c>X-Request-Id</c>.</param>
/// <param name="Audit">What it changed, the newest first.</param>
/// <param name="Jobs">What it began.</param>
/// <param name="Deliveries">What webhooks were told of it.</param>
/// <param name="Log">What was logged for it on this machine.</param>
internal sealed record RequestTrace(string Id, IReadOnlyList<AuditItem> Audit, IReadOnlyList<JobItem> Jobs, IReadOnlyList<DeliveryItem> Deliveries, IReadOnlyList<RequestLogLine> Log);
