using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Sessions;

/// <summary>The stored sessions. Read anew for each request, so that closing one works at once.</summary>
internal sealed class SessionRepository(IDatabase database)
{
    private const string Select = """
        SELECT id AS Id, user_id AS UserId, token_hash AS TokenHash, user_agent AS UserAgent, network AS Network,
               embedded_account_id AS EmbeddedAccountId, created_at AS CreatedAt, last_seen_at AS LastSeenAt, password_at AS PasswordAt
        FROM sessions
        """;

    /// <returns>Null where there is none; one that has expired is found until it is swept away.</returns>
    public Task<Session?> FindAsync(byte[] tokenHash, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Session>($"{Select} WHERE token_hash = @tokenHash", new { tokenHash }), cancellationToken);

    /// <summary>A person's sessions that have not expired, the one used last first.</summary>
    public Task<List<Session>> OfUserAsync(long userId, long now, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Session>(
                $"{Select} WHERE user_id = @userId AND created_at > @oldest AND last_seen_at > @idle ORDER BY last_seen_at DESC, id",
                new { userId, oldest = Oldest(now), idle = Idle(now) })).AsList(),
            cancellationToken);

    public static Task<int> InsertAsync(WriteScope scope, Session session) => scope.ExecuteAsync(
        """
        INSERT INTO sessions (id, user_id, token_hash, user_agent, network, embedded_account_id, created_at, last_seen_at, password_at)
        VALUES (@Id, @UserId, @TokenHash, @UserAgent, @Network, @EmbeddedAccountId, @CreatedAt, @LastSeenAt, @PasswordAt)
        """,
        session);

    public static Task<int> TouchAsync(WriteScope scope, string id, long now)
        => scope.ExecuteAsync("UPDATE sessions SET last_seen_at = @now WHERE id = @id AND last_seen_at < @now", new { id, now });

    /// <summary>The password was given again.</summary>
    public static Task<int> ConfirmAsync(WriteScope scope, string id, long now)
        => scope.ExecuteAsync("UPDATE sessions SET password_at = @now WHERE id = @id", new { id, now });

    /// <returns>0 where the person has no such session.</returns>
    public static Task<int> DeleteAsync(WriteScope scope, long userId, string id)
        => scope.ExecuteAsync("DELETE FROM sessions WHERE user_id = @userId AND id = @id", new { userId, id });

    /// <summary>Closes all sessions of a person but one.</summary>
    /// <param name="scope">The caller's transaction.</param>
    /// <param name="userId">Whose.</param>
    /// <param name="exceptId">The one that stays; null for none.</param>
    public static Task<int> DeleteOthersAsync(WriteScope scope, long userId, string? exceptId)
        => scope.ExecuteAsync("DELETE FROM sessions WHERE user_id = @userId AND id <> @exceptId", new { userId, exceptId = exceptId ?? "" });

    /// <summary>Closes what a person has used least of late, but for so many.</summary>
    public static Task<int> DeleteOldestAsync(WriteScope scope, long userId, int kept)
        => scope.ExecuteAsync(
            "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE user_id = @userId ORDER BY last_seen_at DESC, id LIMIT 1000 OFFSET @kept)",
            new { userId, kept });

    public static Task<int> DeleteExpiredAsync(WriteScope scope, long now)
        => scope.ExecuteAsync("DELETE FROM sessions WHERE last_seen_at <= @idle OR created_at <= @oldest", new { oldest = Oldest(now), idle = Idle(now) });

    private static long Oldest(long now) => now - (long)Session.Lifetime.TotalMilliseconds;

    private static long Idle(long now) => now - (long)Session.IdleTime.TotalMilliseconds;
}
