namespace OneLink.Admin.Audit;

/// <summary>What was done, before it belongs to somebody who did it.</summary>
/// <param name="Action">One of <see cref="AuditAction"/>.</param>
/// <param name="ObjectId">As the API names the object; null for many of them.</param>
/// <param name="ObjectName">What people call it: a slug, a host, a name.</param>
internal sealed record AuditEntry(string Action, string? ObjectId, string? ObjectName)
{
    /// <summary>Objects that it tells of.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Of many links at once, the first and last id.</summary>
    public (long First, long Last)? Links { get; init; }

    public IReadOnlyList<AuditChange> Changes { get; init; } = [];
}
