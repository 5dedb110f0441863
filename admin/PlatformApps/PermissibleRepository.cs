using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.PlatformApps;

/// <summary>What each platform app may reach. Several apps may reach the same.</summary>
internal sealed class PermissibleRepository(IDatabase database)
{
    public Task<bool> HasAsync(long appId, Permissible permissible, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => await connection.QueryFirstOrDefaultAsync<long?>(
                """
                SELECT id FROM platform_app_permissibles
                WHERE platform_app_id = @appId AND permissible_kind = @Kind AND permissible_id = @Id
                """,
                new { appId, permissible.Kind, permissible.Id }) is not null,
            cancellationToken);

    /// <summary>Whether any app looks after it.</summary>
    public static async Task<bool> IsLookedAfterAsync(WriteScope scope, Permissible permissible)
        => await scope.FirstOrDefaultAsync<long?>(
            "SELECT id FROM platform_app_permissibles WHERE permissible_kind = @Kind AND permissible_id = @Id LIMIT 1", permissible) is not null;

    /// <summary>Everything that an app may reach.</summary>
    public Task<List<Permissible>> OfAppAsync(long appId, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Permissible>(
                """
                SELECT permissible_kind AS Kind, permissible_id AS Id FROM platform_app_permissibles
                WHERE platform_app_id = @appId ORDER BY permissible_kind, permissible_id
                """,
                new { appId })).AsList(),
            cancellationToken);

    /// <returns>False where the app had it already.</returns>
    public static async Task<bool> GrantAsync(WriteScope scope, long appId, Permissible permissible, long at)
        => await scope.ExecuteAsync(
            """
            INSERT INTO platform_app_permissibles (platform_app_id, permissible_kind, permissible_id, created_at)
            VALUES (@appId, @Kind, @Id, @at) ON CONFLICT (platform_app_id, permissible_kind, permissible_id) DO NOTHING
            """,
            new { appId, permissible.Kind, permissible.Id, at }) == 1;

    /// <returns>False where the app did not have it.</returns>
    public static async Task<bool> RevokeAsync(WriteScope scope, long appId, Permissible permissible)
        => await scope.ExecuteAsync(
            """
            DELETE FROM platform_app_permissibles
            WHERE platform_app_id = @appId AND permissible_kind = @Kind AND permissible_id = @Id
            """,
            new { appId, permissible.Kind, permissible.Id }) == 1;

    /// <summary>Nobody reaches it any more: it is gone.</summary>
    public static Task ForgetAsync(WriteScope scope, Permissible permissible)
        => scope.ExecuteAsync("DELETE FROM platform_app_permissibles WHERE permissible_kind = @Kind AND permissible_id = @Id", permissible);
}
