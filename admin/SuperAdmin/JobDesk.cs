using Dapper;
using OneLink.Admin.Access;
using OneLink.Admin.Audit;
using OneLink.Admin.Database;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.SuperAdmin;

/// <summary>The jobs of all accounts; stops them and has them tried again, which their accounts find in their audit logs.</summary>
internal sealed class JobDesk(IDatabase database, JobStore store, AuditLog audit, TimeProvider clock)
{
    /// <summary>
    /// Whether a job that has ended can go on where it ended: it failed or was stopped, and reads no file, which is deleted
    /// with its end.
    /// </summary>
    public static bool CanRetry(Job job) => job is { State: JobState.Failed or JobState.Cancelled, BytesTotal: 0 };

    /// <param name="accountId">Of one account; null for all.</param>
    /// <param name="state">One of <see cref="JobState.All"/>; null for all.</param>
    /// <param name="before">Only those with lower numbers.</param>
    /// <param name="limit">Most.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<List<Job>> PageAsync(long? accountId, string? state, long before, int limit, CancellationToken cancellationToken)
        => ReadAsync(
            $"number < @before {(accountId is null ? "" : "AND account_id = @accountId")} {(state is null ? "" : "AND state = @state")} ORDER BY number DESC LIMIT @limit",
            new { before, accountId, state, limit },
            cancellationToken);

    /// <summary>What a request has begun.</summary>
    public Task<List<Job>> OfRequestAsync(string requestId, int limit, CancellationToken cancellationToken)
        => ReadAsync("request_id = @requestId ORDER BY number LIMIT @limit", new { requestId, limit }, cancellationToken);

    /// <summary>Stops a job. One that has ended is left as it is.</summary>
    /// <returns>The job as it is then; null where there is none.</returns>
    public Task<Job?> CancelAsync(InstallationActor by, string id, CancellationToken cancellationToken)
        => ChangeAsync(
            by,
            id,
            static job => job.FinishedAt is null,
            "UPDATE jobs SET state = 'cancelled', finished_at = @now WHERE number = @Number AND finished_at IS NULL",
            AuditAction.JobCancelled,
            cancellationToken);

    /// <summary>Has a job go on where it ended. One that cannot is left as it is (<see cref="CanRetry"/>).</summary>
    /// <returns>The job as it is then; null where there is none.</returns>
    /// <remarks>The term grows, so that whoever still does the job from before can neither move nor end it.</remarks>
    public async Task<Job?> RetryAsync(InstallationActor by, string id, CancellationToken cancellationToken)
    {
        var job = await ChangeAsync(
            by,
            id,
            CanRetry,
            "UPDATE jobs SET state = 'queued', term = term + 1, error = NULL, finished_at = NULL WHERE number = @Number AND finished_at IS NOT NULL",
            AuditAction.JobRetried,
            cancellationToken);
        store.Queued();
        return job;
    }

    private Task<Job?> ChangeAsync(InstallationActor by, string id, Func<Job, bool> applies, string update, string action, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                var job = await FindAsync(scope, id);
                if (job is not null && applies(job) && await scope.ExecuteAsync(update, new { job.Number, now = clock.GetUtcNow().ToUnixTimeMilliseconds() }) == 1)
                {
                    await audit.WriteAsync(scope, by.In(job.AccountId), new AuditEntry(action, job.Id, job.Kind));
                    return await FindAsync(scope, id);
                }

                return job;
            },
            cancellationToken);

    private static Task<Job?> FindAsync(WriteScope scope, string id) => scope.FirstOrDefaultAsync<Job>($"SELECT {JobStore.Columns} FROM jobs WHERE id = @id", new { id });

    private Task<List<Job>> ReadAsync(string where, object parameters, CancellationToken cancellationToken)
        => database.ReadAsync(async connection => (await connection.QueryAsync<Job>($"SELECT {JobStore.Columns} FROM jobs WHERE {where}", parameters)).AsList(), cancellationToken);
}
