using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Privacy;

namespace OneLink.Admin.Accounts.Removal;

/// <summary>
/// The end of an account. At once no credential opens it and edges serve none of its domains; then links, conversations,
/// contacts and the rest go in pieces that do not hold up writers, the clicks in ClickHouse, and the account's row last.
/// </summary>
internal sealed class AccountRemoval(IDatabase database, LinkStore links, ClickEraser clicks, TimeProvider clock)
{
    /// <summary>Rows in one transaction: with what hangs on them, about 50 ms of the writer.</summary>
    private const int PieceSize = 500;

    /// <summary>What gives a caller a way in, whichever API he uses.</summary>
    private static readonly string[] WaysIn =
    [
        "DELETE FROM api_keys WHERE account_id = @accountId",
        "DELETE FROM integration_keys WHERE account_id = @accountId",
        "DELETE FROM stats_feeds WHERE account_id = @accountId",
        "DELETE FROM access_tokens WHERE owner_kind = 'agent_bot' AND owner_id IN (SELECT id FROM agent_bots WHERE account_id = @accountId)",
        "UPDATE inboxes SET deleted_at = @at WHERE account_id = @accountId AND deleted_at IS NULL",
        """
        DELETE FROM platform_app_permissibles WHERE permissible_kind = 'agent_bot' AND permissible_id IN
          (SELECT id FROM agent_bots WHERE account_id = @accountId)
        """,
    ];

    /// <summary>
    /// Tables that can be large, what refers to others first. What hangs on a single row of them (labels, notes, attachments)
    /// goes with it.
    /// </summary>
    private static readonly string[] LargeTables = ["campaign_recipients", "messages", "conversations", "contacts", "audit_log"];

    /// <returns>False where it was not there.</returns>
    public static async Task<bool> BeginAsync(WriteScope scope, long accountId, long at)
    {
        var marked = await scope.ExecuteAsync(
            "UPDATE accounts SET deleted_at = @at, updated_at = @at WHERE id = @accountId AND deleted_at IS NULL", new { accountId, at });
        if (marked == 0)
        {
            return false;
        }

        foreach (var sql in WaysIn)
        {
            await scope.ExecuteAsync(sql, new { accountId, at });
        }

        await PermissibleRepository.ForgetAsync(scope, Permissible.Account(accountId));
        await DomainRepository.WithdrawAllAsync(scope, accountId);
        return true;
    }

    /// <returns>Accounts of which something is left.</returns>
    public static Task<List<long>> WaitingAsync(IDatabase database, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<long>("SELECT id FROM accounts WHERE deleted_at IS NOT NULL ORDER BY id")).AsList(),
            cancellationToken);

    /// <summary>Removes an account that is marked. Stopped anywhere, it goes on from there the next time.</summary>
    /// <exception cref="Analytics.Client.ClickHouseException">ClickHouse is away: the clicks and the account's row are left.</exception>
    public async Task RunAsync(long accountId, CancellationToken cancellationToken)
    {
        while (await RemoveLinksAsync(accountId, cancellationToken))
        {
            // The next piece.
        }

        await database.WriteAsync(
            async scope =>
            {
                await DomainRepository.RetireAllAsync(scope, accountId);
                return 0;
            },
            cancellationToken);
        foreach (var table in LargeTables)
        {
            var sql = $"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE account_id = @accountId LIMIT @limit)";
            while (await database.WriteAsync(scope => scope.ExecuteAsync(sql, new { accountId, limit = PieceSize }), cancellationToken) == PieceSize)
            {
                // The next piece.
            }
        }

        await clicks.ExpireAsync(accountId, clock.GetUtcNow(), cancellationToken);
        await database.WriteAsync(
            scope => scope.ExecuteAsync("DELETE FROM accounts WHERE id = @accountId AND deleted_at IS NOT NULL", new { accountId }), cancellationToken);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> RemoveLinksAsync(long accountId, CancellationToken cancellationToken)
    {
        var ids = await database.ReadAsync(
            async connection => (await connection.QueryAsync<long>(
                "SELECT id FROM links WHERE account_id = @accountId ORDER BY id LIMIT @limit", new { accountId, limit = PieceSize })).AsList(),
            cancellationToken);
        if (ids.Count > 0)
        {
            await links.DeleteEachAsync(
                Actor.System(accountId), [.. ids.Select(id => LinkReference.Of(new LinkId(id).ToString()))], domain: null, static _ => null, cancellationToken);
        }

        return ids.Count == PieceSize;
    }
}
