using System.Text.Json.Nodes;
using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;

namespace OneLink.Admin.Safety;

/// <summary>The stored lists of denied hosts: an account's own, and the installation's (account null). Their links follow (<see cref="Changed"/>).</summary>
internal sealed class DeniedHostList(IDatabase database, DeniedHosts denied, AuditLog audit, TimeProvider clock)
{
    /// <summary>Rows written by one transaction, so that other writers get their turn.</summary>
    private const int Piece = 1000;

    /// <summary>Raised behind each change, when destinations are judged by it already.</summary>
    public event EventHandler? Changed;

    /// <summary>Raises <see cref="Changed"/> for what another admin has changed.</summary>
    public void Tell() => Changed?.Invoke(this, EventArgs.Empty);

    /// <summary>Entries of an account in order of their hosts.</summary>
    public Task<IReadOnlyList<DeniedHost>> OfAccountAsync(long accountId, string after, int limit, CancellationToken cancellationToken)
        => database.ReadAsync<IReadOnlyList<DeniedHost>>(
            async connection => [.. await connection.QueryAsync<DeniedHost>(
                """
                SELECT host AS Host, is_applied AS IsApplied, created_at AS CreatedAt FROM denied_hosts
                WHERE COALESCE(account_id, 0) = @accountId AND host > @after ORDER BY host LIMIT @limit
                """,
                new { accountId, after, limit })],
            cancellationToken);

    public Task<int> CountAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM denied_hosts WHERE COALESCE(account_id, 0) = @accountId", new { accountId }),
            cancellationToken);

    /// <summary>Denies what of <paramref name="added"/> is not denied yet, and no longer what is in <paramref name="removed"/>.</summary>
    /// <returns>How many entries were added and removed.</returns>
    public Task<(int Added, int Removed)> ChangeAsync(
        Actor actor, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed, CancellationToken cancellationToken)
        => ChangeAsync(actor.AccountId, actor, added, removed, cancellationToken);

    private async Task<(int Added, int Removed)> ChangeAsync(
        long? accountId, Actor? actor, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed, CancellationToken cancellationToken)
    {
        var (addedCount, removedCount) = (0, 0);
        foreach (var piece in added.Chunk(Piece))
        {
            addedCount += await database.WriteAsync(scope => AddAsync(scope, accountId, actor, piece), cancellationToken);
        }

        foreach (var piece in removed.Chunk(Piece))
        {
            removedCount += await database.WriteAsync(
                async scope =>
                {
                    var count = await scope.ExecuteAsync(
                        "DELETE FROM denied_hosts WHERE COALESCE(account_id, 0) = @account AND host IN @hosts", new { account = accountId ?? 0, hosts = piece });
                    await DeniedHosts.NoteChangeAsync(scope);
                    await NoteAsync(scope, actor, "removed", count, piece);
                    return count;
                },
                cancellationToken);
        }

        if (addedCount + removedCount > 0)
        {
            await denied.RefreshAsync(cancellationToken);
            Tell();
        }

        return (addedCount, removedCount);
    }

    /// <summary>Makes a list be exactly these hosts.</summary>
    /// <param name="accountId">Whose list; null for the installation's.</param>
    /// <param name="actor">Who asks for it; null where a file does.</param>
    /// <param name="hosts">All of them.</param>
    /// <param name="cancellationToken">Ends before the next piece.</param>
    public async Task<(int Added, int Removed)> ReplaceAsync(long? accountId, Actor? actor, IReadOnlySet<string> hosts, CancellationToken cancellationToken)
    {
        var present = (await OfAccountAsync(accountId ?? 0, after: "", int.MaxValue, cancellationToken)).Select(entry => entry.Host).ToHashSet(StringComparer.Ordinal);
        return await ChangeAsync(accountId, actor, [.. hosts.Where(host => !present.Contains(host))], [.. present.Where(host => !hosts.Contains(host))], cancellationToken);
    }

    private async Task<int> AddAsync(WriteScope scope, long? accountId, Actor? actor, IReadOnlyCollection<string> hosts)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var count = 0;
        foreach (var host in hosts)
        {
            count += await scope.ExecuteAsync(
                "INSERT INTO denied_hosts (account_id, host, created_at) VALUES (@accountId, @host, @now) ON CONFLICT DO NOTHING", new { accountId, host, now });
        }

        await DeniedHosts.NoteChangeAsync(scope);
        await NoteAsync(scope, actor, "added", count, hosts);
        return count;
    }

    private Task NoteAsync(WriteScope scope, Actor? actor, string what, int count, IEnumerable<string> hosts) => actor is null || count == 0
        ? Task.CompletedTask
        : audit.WriteAsync(scope, actor, new AuditEntry(AuditAction.DeniedHostsUpdated, ObjectId: null, ObjectName: null)
        {
            Count = count,
            Changes = AuditChanges.Between([], new JsonObject { [what] = new JsonArray([.. hosts]) }),
        });
}
