using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Access.AccessTokens;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;

namespace OneLink.Admin.SuperAdmin;

/// <summary>Who has access tokens; takes them away and replaces them, without anybody seeing one.</summary>
internal sealed class AccessTokenDirectory(IDatabase database, AccessTokenRepository tokens, KeyUses uses, InstallationLog log)
{
    private const string Select = """
        SELECT t.id AS Id, t.owner_kind AS Kind, t.owner_id AS OwnerId, t.created_at AS CreatedAt, t.last_used_at AS LastUsedAt,
               COALESCE(u.email, b.name, p.name) AS OwnerName
        FROM access_tokens t
        LEFT JOIN users u ON t.owner_kind = 'user' AND u.id = t.owner_id
        LEFT JOIN agent_bots b ON t.owner_kind = 'agent_bot' AND b.id = t.owner_id
        LEFT JOIN platform_apps p ON t.owner_kind = 'platform_app' AND p.id = t.owner_id
        """;

    /// <param name="search">In the owner's name or address; null for all.</param>
    /// <param name="kind">Of owner; null for all.</param>
    /// <param name="before">Only rows with lower ids.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<AccessTokenRow>> PageAsync(string? search, string? kind, long before, int limit, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<AccessTokenRow>(
                $"""
                {Select} WHERE t.id < @before {(kind is null ? "" : "AND t.owner_kind = @kind")}
                  {(search is null ? "" : "AND lower(COALESCE(u.email, b.name, p.name)) LIKE @pattern ESCAPE '!'")}
                ORDER BY t.id DESC LIMIT @limit
                """,
                new { before, kind, pattern = SearchText.Pattern(search), limit })).AsList(),
            cancellationToken);

    public AccessTokenItem Show(AccessTokenRow row)
        => new(row.Kind, row.OwnerId, row.OwnerName, ConsoleTime.Of(row.CreatedAt), TokenUse.Shown(uses.LastOfToken(row.Id, row.LastUsedAt), row.CreatedAt));

    /// <summary>Gives the owner a new token, which he finds where he found the old one.</summary>
    /// <returns>False where he has none.</returns>
    public Task<bool> RotateAsync(InstallationActor by, TokenOwner owner, CancellationToken cancellationToken)
        => ChangeAsync(by, owner, AuditAction.AccessTokenRotated, scope => tokens.ReplaceAsync(scope, owner), cancellationToken);

    /// <summary>Takes the owner's token away; he may make himself a new one.</summary>
    /// <returns>False where he has none.</returns>
    public Task<bool> RevokeAsync(InstallationActor by, TokenOwner owner, CancellationToken cancellationToken)
        => ChangeAsync(by, owner, AuditAction.AccessTokenRevoked, scope => AccessTokenRepository.DeleteAsync(scope, owner), cancellationToken);

    private Task<bool> ChangeAsync(InstallationActor by, TokenOwner owner, string action, Func<WriteScope, Task> change, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                if (await scope.FirstOrDefaultAsync<AccessTokenRow>($"{Select} WHERE t.owner_kind = @StoredKind AND t.owner_id = @Id", new { owner.StoredKind, owner.Id }) is not { } row)
                {
                    return false;
                }

                await change(scope);
                await log.WriteAsync(scope, by, new AuditEntry(action, FormattableString.Invariant($"{row.Kind}:{row.OwnerId}"), row.OwnerName));
                return true;
            },
            cancellationToken);
}
