using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;

namespace OneLink.Admin.SuperAdmin;

/// <summary>All platform apps, and what each may reach.</summary>
internal sealed class PlatformAppDirectory(IDatabase database, KeyUses uses)
{
    private const string Select = """
        SELECT p.id AS Id, p.name AS Name, p.created_at AS CreatedAt, t.id AS TokenId, t.created_at AS TokenCreatedAt, t.last_used_at AS TokenLastUsedAt,
               (SELECT COUNT(*) FROM platform_app_permissibles r WHERE r.platform_app_id = p.id AND r.permissible_kind = 'account') AS Accounts,
               (SELECT COUNT(*) FROM platform_app_permissibles r WHERE r.platform_app_id = p.id AND r.permissible_kind = 'user') AS Users,
               (SELECT COUNT(*) FROM platform_app_permissibles r WHERE r.platform_app_id = p.id AND r.permissible_kind = 'agent_bot') AS AgentBots
        FROM platform_apps p LEFT JOIN access_tokens t ON t.owner_kind = 'platform_app' AND t.owner_id = p.id
        """;

    /// <param name="search">In the name, or the id; null for all.</param>
    /// <param name="before">Only those with lower ids.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<PlatformAppRow>> PageAsync(string? search, long before, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<PlatformAppRow>(
                $"""
                {Select} WHERE p.id < @before {(search is null ? "" : "AND (p.id = @id OR lower(p.name) LIKE @pattern ESCAPE '!')")}
                ORDER BY p.id DESC LIMIT @limit
                """,
                new { before, id = SearchText.Id(search), pattern = SearchText.Pattern(search), limit })).AsList(),
            cancellationToken);

    public Task<PlatformAppRow?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(connection => connection.QueryFirstOrDefaultAsync<PlatformAppRow>($"{Select} WHERE p.id = @id", new { id }), cancellationToken);

    /// <summary>What an app may reach, granted last first.</summary>
    public Task<List<PermissibleRow>> ReachAsync(long appId, long before, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<PermissibleRow>(
                """
                SELECT r.id AS RowId, r.permissible_kind AS Kind, r.permissible_id AS Id, r.created_at AS CreatedAt,
                       CASE r.permissible_kind
                         WHEN 'account' THEN (SELECT a.name FROM accounts a WHERE a.id = r.permissible_id)
                         WHEN 'user' THEN (SELECT u.email FROM users u WHERE u.id = r.permissible_id)
                         ELSE (SELECT b.name FROM agent_bots b WHERE b.id = r.permissible_id) END AS Name
                FROM platform_app_permissibles r WHERE r.platform_app_id = @appId AND r.id < @before ORDER BY r.id DESC LIMIT @limit
                """,
                new { appId, before, limit })).AsList(),
            cancellationToken);

    /// <param name="row">As read.</param>
    /// <param name="token">To be shown with it; null for none.</param>
    public PlatformAppItem Show(PlatformAppRow row, string? token) => new(
        row.Id,
        row.Name,
        ConsoleTime.Of(row.CreatedAt),
        row.TokenId is { } tokenId ? TokenUse.Shown(uses.LastOfToken(tokenId, row.TokenLastUsedAt), row.TokenCreatedAt!.Value) : null,
        row.Accounts,
        row.Users,
        row.AgentBots,
        token);
}
