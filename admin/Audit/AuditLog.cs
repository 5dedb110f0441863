using System.Text.Json;
using OneLink.Admin.Access;
using OneLink.Admin.Database;

namespace OneLink.Admin.Audit;

/// <summary>Writes down who changed what, in the transaction of the change: neither is there without the other.</summary>
internal sealed class AuditLog(TimeProvider clock)
{
    private const string InsertSql = """
        INSERT INTO audit_log (account_id, at, actor_kind, actor_id, actor_name, action, object_id, object_name, count,
                               first_link, last_link, changes, request_id)
        VALUES (@account, @at, @kind, @actor, @name, @action, @object, @objectName, @count, @first, @last, @changes, @request)
        """;

    private static readonly string[] InsertParameters =
    [
        "@account", "@at", "@kind", "@actor", "@name", "@action", "@object", "@objectName", "@count", "@first", "@last",
        "@changes", "@request",
    ];

    public Task WriteAsync(WriteScope scope, Actor actor, AuditEntry entry)
        => scope.Prepared(InsertSql, InsertParameters).ExecuteAsync(
            actor.AccountId,
            clock.GetUtcNow().ToUnixTimeMilliseconds(),
            actor.Kind,
            actor.Id,
            actor.Name,
            entry.Action,
            entry.ObjectId,
            entry.ObjectName,
            (long)entry.Count,
            entry.Links?.First,
            entry.Links?.Last,
            entry.Changes.Count == 0 ? null : JsonSerializer.Serialize(entry.Changes, AuditJson.Relaxed.IReadOnlyListAuditChange),
            actor.RequestId);
}
