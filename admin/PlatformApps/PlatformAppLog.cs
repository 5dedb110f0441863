using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.PlatformApps;

/// <summary>What was done to platform apps, in the transaction that did it. It outlives them.</summary>
internal sealed class PlatformAppLog(IDatabase database, TimeProvider clock)
{
    public Task WriteAsync(WriteScope scope, PlatformApp app, string action, Permissible? permissible = null)
        => scope.ExecuteAsync(
            """
            INSERT INTO platform_app_log (at, platform_app_id, platform_app, action, object_kind, object_id)
            VALUES (@at, @Id, @Name, @action, @kind, @objectId)
            """,
            new { at = clock.GetUtcNow().ToUnixTimeMilliseconds(), app.Id, app.Name, action, kind = permissible?.Kind, objectId = permissible?.Id });

    /// <summary>Entries of one app, or of all, the oldest first.</summary>
    public Task<List<PlatformAppLogEntry>> ReadAsync(long? appId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<PlatformAppLogEntry>(
                """
                SELECT at AS At, platform_app_id AS AppId, platform_app AS AppName, action AS Action, object_kind AS ObjectKind, object_id AS ObjectId
                FROM platform_app_log WHERE @appId IS NULL OR platform_app_id = @appId ORDER BY id
                """,
                new { appId })).AsList(),
            cancellationToken);
}
