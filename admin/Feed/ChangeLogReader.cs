using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Feed.FanOut;

namespace OneLink.Admin.Feed;

/// <summary>Reads the change log for the streams.</summary>
internal sealed class ChangeLogReader(IDatabase database, SharedChanges shared)
{
    public Task<ChangeLogBounds> BoundsAsync(CancellationToken cancellationToken)
        => database.ReadAsync(connection => ChangeLog.ReadBoundsAsync(connection, transaction: null), cancellationToken);

    /// <summary>
    /// At most <paramref name="limit"/> changes after <paramref name="position"/>, and the bounds of the same moment: from
    /// what admins share where it is there, else from the log.
    /// </summary>
    public async Task<ChangeLogPage> ReadAsync(long position, int limit, CancellationToken cancellationToken)
        => await shared.AfterAsync(position, limit, cancellationToken) ?? await ReadLogAsync(position, limit, cancellationToken);

    /// <summary>As <see cref="ReadAsync"/>, from the log itself.</summary>
    public Task<ChangeLogPage> ReadLogAsync(long position, int limit, CancellationToken cancellationToken)
        => database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var bounds = await ChangeLog.ReadBoundsAsync(connection, transaction);
                if (bounds.LastSequence == position)
                {
                    return new ChangeLogPage(bounds, []);
                }

                var changes = await connection.QueryAsync<LoggedChange>(
                    """
                    SELECT sequence AS Sequence, kind AS Kind, entity_id AS EntityId, domain_id AS DomainId, slug_key AS SlugKey,
                           version AS Version, deleted AS Deleted, document AS Document
                    FROM change_log WHERE sequence > @position ORDER BY sequence LIMIT @limit
                    """,
                    new { position, limit },
                    transaction);
                return new ChangeLogPage(bounds, changes.AsList());
            },
            cancellationToken);
}
