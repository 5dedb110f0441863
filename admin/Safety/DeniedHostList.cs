using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Safety;

/// <summary>The stored lists of denied hosts: an account's own, and the installation's (account null). Their links follow (<see cref="Changed"/>).</summary>
internal sealed class DeniedHostList(IDatabase database, DeniedHosts denied, TimeProvider clock)
{
    /// <summary>Rows written by one transaction, so that other writers get their turn.</summary>
    private const int Piece = 1000;

    /// <summary>Raised behind each change, when destinations are judged by it already.</summary>
    public event EventHandler? Changed;

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
    public async Task<(int Added, int Removed)> ChangeAsync(
        long? accountId, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed, CancellationToken cancellationToken)
    {
        var (addedCount, removedCount) = (0, 0);
        foreach (var piece in added.Chunk(Piece))
        {
            addedCount += await database.WriteAsync(scope => AddAsync(scope, accountId, piece), cancellationToken);
        }

        foreach (var piece in removed.Chunk(Piece))
        {
            removedCount += await database.WriteAsync(
                scope => scope.ExecuteAsync(
                    "DELETE FROM denied_hosts WHERE COALESCE(account_id, 0) = @account AND host IN @hosts", new { account = accountId ?? 0, hosts = piece }),
                cancellationToken);
        }

        if (addedCount + removedCount > 0)
        {
            await denied.RefreshAsync(cancellationToken);
            Changed?.Invoke(this, EventArgs.Empty);
        }

        return (addedCount, removedCount);
    }

    /// <summary>Makes a list be exactly these hosts.</summary>
    /// <inheritdoc cref="ChangeAsync"/>
    public async Task<(int Added, int Removed)> ReplaceAsync(long? accountId, IReadOnlySet<string> hosts, CancellationToken cancellationToken)
    {
        var present = (await OfAccountAsync(accountId ?? 0, after: "", int.MaxValue, cancellationToken)).Select(entry => entry.Host).ToHashSet(StringComparer.Ordinal);
        return await ChangeAsync(accountId, [.. hosts.Where(host => !present.Contains(host))], [.. present.Where(host => !hosts.Contains(host))], cancellationToken);
    }

    private async Task<int> AddAsync(WriteScope scope, long? accountId, IEnumerable<string> hosts)
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var count = 0;
        foreach (var host in hosts)
        {
            count += await scope.ExecuteAsync(
                "INSERT INTO denied_hosts (account_id, host, created_at) VALUES (@accountId, @host, @now) ON CONFLICT DO NOTHING", new { accountId, host, now });
        }

        return count;
    }
}
