namespace OneLink.Admin.Audit;

/// <summary>Who made a change: <c>key</c>, <c>user</c>, <c>platform-app</c> or <c>system</c>, its id and its name at that time.</summary>
internal sealed record AuditActor(string Type, string? Id, string Name);
