namespace OneLink.Admin.Audit;

/// <summary>A row of <c>audit_log</c> or of <c>installation_log</c>.</summary>
internal sealed class AuditRow
{
    public const string Columns = """
        id AS Id, at AS At, actor_kind AS ActorKind, actor_id AS ActorId, actor_name AS ActorName, action AS Action,
        object_id AS ObjectId, object_name AS ObjectName, count AS Count, first_link AS FirstLink, last_link AS LastLink,
        changes AS Changes, request_id AS RequestId
        """;

    /// <summary>The same of <c>installation_log</c>, whose entries tell of one object each.</summary>
    public const string InstallationColumns = """
        id AS Id, at AS At, actor_kind AS ActorKind, actor_id AS ActorId, actor_name AS ActorName, action AS Action,
        object_id AS ObjectId, object_name AS ObjectName, 1 AS Count, changes AS Changes, request_id AS RequestId
        """;

    public required long Id { get; init; }

    public required long At { get; init; }

    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required string Action { get; init; }

    public string? ObjectId { get; init; }

    public string? ObjectName { get; init; }

    public required long Count { get; init; }

    public long? FirstLink { get; init; }

    public long? LastLink { get; init; }

    public string? Changes { get; init; }

    public string? RequestId { get; init; }
}
