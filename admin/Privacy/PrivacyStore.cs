using System.Text.Json.Nodes;
using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Links;

namespace OneLink.Admin.Privacy;

/// <summary>Erasures that are to be carried out, and each account's retention.</summary>
internal sealed class PrivacyStore(IDatabase database, AuditLog audit)
{
    private const string Columns =
        "id AS Id, account_id AS AccountId, link_id AS LinkId, click_id AS ClickId, requested_at AS RequestedAt, passes AS Passes";

    public Task AddAsync(Actor actor, Erasure erasure, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    """
                    INSERT INTO erasures (id, account_id, link_id, click_id, requested_at, next_pass_at)
                    VALUES (@Id, @AccountId, @LinkId, @ClickId, @RequestedAt, @RequestedAt)
                    """,
                    erasure);

                // Which visitor it was is not kept: to have it forgotten is what was asked.
                await audit.WriteAsync(
                    scope, actor, new AuditEntry(AuditAction.ErasureRequested, erasure.Id, erasure.LinkId is { } link ? new LinkId(link).ToString() : "visitor"));
                return erasure;
            },
            cancellationToken);

    public Task<List<Erasure>> DueAsync(DateTimeOffset now, CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<Erasure>(
                $"SELECT {Columns} FROM erasures WHERE next_pass_at <= @now ORDER BY next_pass_at LIMIT 100",
                new { now = now.ToUnixTimeMilliseconds() })).AsList(),
            cancellationToken);

    /// <param name="id">Which erasure was carried out.</param>
    /// <param name="next">When it is carried out again; null where it is done.</param>
    /// <param name="cancellationToken">Ends the wait for the turn.</param>
    public Task PassedAsync(string id, DateTimeOffset? next, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.ExecuteAsync(
                "UPDATE erasures SET passes = passes + 1, next_pass_at = @next WHERE id = @id", new { id, next = next?.ToUnixTimeMilliseconds() }),
            cancellationToken);

    /// <summary>Days that an account keeps its clicks; null for ever.</summary>
    public Task<long?> RetentionAsync(long accountId, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QuerySingleAsync<long?>("SELECT click_retention_days FROM accounts WHERE id = @accountId", new { accountId }),
            cancellationToken);

    public Task SetRetentionAsync(Actor actor, int? days, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var before = await scope.ScalarAsync<long?>("SELECT click_retention_days FROM accounts WHERE id = @AccountId", new { actor.AccountId });
                await scope.ExecuteAsync("UPDATE accounts SET click_retention_days = @days WHERE id = @AccountId", new { actor.AccountId, days });
                await audit.WriteAsync(scope, actor, new AuditEntry(AuditAction.RetentionUpdated, ObjectId: null, ObjectName: null)
                {
                    Changes = AuditChanges.Between(
                        new JsonObject { ["clickRetentionDays"] = before }, new JsonObject { ["clickRetentionDays"] = (long?)days }),
                });
                return days;
            },
            cancellationToken);

    /// <summary>The accounts that do not keep clicks for ever.</summary>
    public Task<List<(long AccountId, long Days)>> RetentionsAsync(CancellationToken cancellationToken)
        => database.ReadAsync(
            async connection => (await connection.QueryAsync<(long, long)>(
                "SELECT id, click_retention_days FROM accounts WHERE click_retention_days IS NOT NULL")).AsList(),
            cancellationToken);
}
