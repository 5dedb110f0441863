using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Sessions;

namespace OneLink.Admin.SuperAdmin;

/// <summary>All people of the installation, but those who are being deleted.</summary>
internal sealed class UserDirectory(IDatabase database, TimeProvider clock)
{
    private const string Select = """
        SELECT u.id AS Id, u.email AS Email, u.name AS Name, u.is_super_admin AS IsSuperAdmin, u.confirmed_at AS ConfirmedAt, u.created_at AS CreatedAt,
               (SELECT COUNT(*) FROM account_users m WHERE m.user_id = u.id) AS Accounts,
               (SELECT COUNT(*) FROM sessions s WHERE s.user_id = u.id AND s.last_seen_at > @Idle AND s.created_at > @Oldest) AS Sessions,
               (SELECT MAX(s.last_seen_at) FROM sessions s WHERE s.user_id = u.id AND s.last_seen_at > @Idle AND s.created_at > @Oldest) AS LastSeenAt
        FROM users u
        """;

    /// <param name="search">In the name and the address, or the id; null for all.</param>
    /// <param name="role">Only those who run the installation.</param>
    /// <param name="before">Only those with lower ids.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<UserRow>> PageAsync(string? search, bool role, long before, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<UserRow>(
                $"""
                {Select}
                WHERE u.deleted_at IS NULL AND u.id < @before {(role ? "AND u.is_super_admin <> 0" : "")}
                  {(search is null ? "" : "AND (u.id = @id OR lower(u.name) LIKE @pattern ESCAPE '!' OR u.email LIKE @pattern ESCAPE '!')")}
                ORDER BY u.id DESC LIMIT @limit
                """,
                new { before, id = SearchText.Id(search), pattern = SearchText.Pattern(search), limit, Idle, Oldest })).AsList(),
            cancellationToken);

    public Task<UserRow?> FindAsync(long id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<UserRow>($"{Select} WHERE u.id = @id AND u.deleted_at IS NULL", new { id, Idle, Oldest }), cancellationToken);

    private long Idle => (clock.GetUtcNow() - Session.IdleTime).ToUnixTimeMilliseconds();

    private long Oldest => (clock.GetUtcNow() - Session.Lifetime).ToUnixTimeMilliseconds();
}
