using System.Text.Json;
using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;

namespace OneLink.Admin.Audit;

/// <summary>
/// Who did what to the installation itself: its platform apps, edges, people and tokens, in the transaction that did it. What is
/// an account's own affair is in that account's log as well (<see cref="AuditLog"/>). It is never trimmed.
/// </summary>
internal sealed class InstallationLog(IDatabase database, TimeProvider clock)
{
    /// <param name="scope">The transaction of the change.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="entry">What was done, to what that has an id.</param>
    public Task<int> WriteAsync(WriteScope scope, InstallationActor by, AuditEntry entry)
        => scope.ExecuteAsync(
            """
            INSERT INTO installation_log (at, actor_kind, actor_id, actor_name, action, object_id, object_name, changes, request_id)
            VALUES (@at, @Kind, @Id, @Name, @Action, @ObjectId, @ObjectName, @changes, @RequestId)
            """,
            new
            {
                at = clock.GetUtcNow().ToUnixTimeMilliseconds(),
                by.Kind,
                by.Id,
                by.Name,
                entry.Action,
                entry.ObjectId,
                entry.ObjectName,
                changes = entry.Changes.Count == 0 ? null : JsonSerializer.Serialize(entry.Changes, AuditJson.Relaxed.IReadOnlyListAuditChange),
                by.RequestId,
            });

    /// <summary>What was done to platform apps, the oldest first.</summary>
    /// <param name="appId">Of one app; null for all.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<AuditRow>> OfPlatformAppsAsync(string? appId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AuditRow>(
                $"SELECT {AuditRow.InstallationColumns} FROM installation_log WHERE action LIKE 'platform-app.%' AND (@appId IS NULL OR object_id = @appId) ORDER BY id",
                new { appId })).AsList(),
            cancellationToken);
}
