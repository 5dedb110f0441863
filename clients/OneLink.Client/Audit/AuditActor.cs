namespace OneLink.Client.Audit;

/// <summary>Who made a change.</summary>
/// <param name="Type"><c>key</c>, <c>user</c> or <c>system</c>.</param>
/// <param name="Id">Of the key or person.</param>
/// <param name="Name">At that time.</param>
public sealed record AuditActor(string Type, string? Id, string Name);
