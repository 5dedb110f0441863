namespace OneLink.Client.Audit;

/// <summary>What was changed.</summary>
/// <param name="Type">Its kind: the action's first word.</param>
/// <param name="Id">Of a bulk creation, the first link's.</param>
/// <param name="LastId">Of a bulk creation, the last link's; the ids between them are its links'.</param>
/// <param name="Name">Its slug, host or name at that time.</param>
public sealed record AuditObject(string Type, string? Id, string? LastId, string? Name);
