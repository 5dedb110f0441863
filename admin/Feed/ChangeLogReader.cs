using Dapper;
using OneLink.Admin.Database;
using OneLink.Admin.Feed.FanOut;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Feed;

/// <summary>Reads the change log for the streams.</summary>
internal sealed class ChangeLogReader(IDatabase database, SharedChanges shared)
{
    /// <summary>Changes looked through in one read.</summary>
    private const int Stretch = 10_000;

    private const string Columns = """
        SELECT sequence AS Sequence, kind AS Kind, entity_id AS EntityId, domain_id AS DomainId, slug_key AS SlugKey,
               version AS Version, deleted AS Deleted, document AS Document
        FROM change_log WHERE sequence > @position AND sequence <= @through
        """;

    private const string InOrder = " ORDER BY sequence LIMIT @limit";
    private const string AllSql = Columns + InOrder;
    private const string ScopedSql = Columns + " AND account_id IN @accounts" + InOrder;

    public Task<ChangeLogBounds> BoundsAsync(CancellationToken cancellationToken)
        => database.ReadAsync(connection => ChangeLog.ReadBoundsAsync(connection, transaction: null), cancellationToken);

    /// <summary>
    /// At most <paramref name="limit"/> changes of these accounts after <paramref name="position"/>, and the bounds of the same
    /// moment: of all accounts from what admins share where it is there, else from the log.
    /// </summary>
    public async Task<ChangeLogPage> ReadAsync(long position, FeedScope scope, int limit, CancellationToken cancellationToken)
        => (scope.IsAll ? await shared.AfterAsync(position, limit, cancellationToken) : null) ?? await ReadLogAsync(position, scope, limit, cancellationToken);

    /// <summary>
    /// As <see cref="ReadAsync"/>, from the log itself. Of a log that holds little of theirs, no more than
    /// <see cref="Stretch"/> changes are looked through at once.
    /// </summary>
    public Task<ChangeLogPage> ReadLogAsync(long position, FeedScope scope, int limit, CancellationToken cancellationToken)
        => database.ReadConsistentlyAsync(
            async (connection, transaction) =>
            {
                var bounds = await ChangeLog.ReadBoundsAsync(connection, transaction);
                if (bounds.LastSequence <= position)
                {
                    return new ChangeLogPage(bounds, [], position);
                }

                var through = Math.Min(bounds.LastSequence, position + Stretch);
                var changes = (await connection.QueryAsync<LoggedChange>(
                    scope.IsAll ? AllSql : ScopedSql, new { position, through, limit, accounts = scope.Accounts }, transaction)).AsList();
                return new ChangeLogPage(bounds, changes, changes.Count == limit ? changes[^1].Sequence : through);
            },
            cancellationToken);
}
