namespace OneLink.Admin.Audit;

internal sealed record AuditPage(IReadOnlyList<AuditResponse> Data, string? NextCursor);
