using Dapper;
using OneLink.Admin.Database;

namespace OneLink.Admin.Jobs;

/// <summary>The SQL of jobs.</summary>
internal sealed class JobStore(IDatabase database, JobSignal signal, TimeProvider clock)
{
    public const string Columns = """
        number AS Number, term AS Term, id AS Id, account_id AS AccountId, kind AS Kind, state AS State, actor_kind AS ActorKind, actor_id AS ActorId,
        actor_name AS ActorName, request_id AS RequestId, request AS Request, rows_done AS RowsDone,
        created AS Created, updated AS Updated, skipped AS Skipped, failed AS Failed, bytes_done AS BytesDone,
        bytes_total AS BytesTotal, result_length AS ResultLength, error AS Error, created_at AS CreatedAt,
        started_at AS StartedAt, finished_at AS FinishedAt
        """;

    /// <summary>Queues a job, whose files must be there. Once it is committed, <see cref="Queued"/> wakes who does it.</summary>
    public static Task AddAsync(WriteScope scope, Job job) => scope.ExecuteAsync(
        """
        INSERT INTO jobs (id, account_id, kind, state, actor_kind, actor_id, actor_name, request_id, request, bytes_total, created_at)
        VALUES (@Id, @AccountId, @Kind, @State, @ActorKind, @ActorId, @ActorName, @RequestId, @Request, @BytesTotal, @CreatedAt)
        """,
        job);

    public void Queued() => signal.Raise();

    public Task<Job?> FindAsync(long accountId, string id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.QueryFirstOrDefaultAsync<Job>(
                $"SELECT {Columns} FROM jobs WHERE id = @id AND account_id = @accountId", new { id, accountId }),
            cancellationToken);

    /// <summary>Jobs of an account, the newest first.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="before">Only those with a lower number.</param>
    /// <param name="limit">Most jobs.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    public Task<IReadOnlyList<Job>> ListAsync(long accountId, long before, int limit, CancellationToken cancellationToken)
        => database.ReadAsync<IReadOnlyList<Job>>(
            async connection => (await connection.QueryAsync<Job>(
                $"SELECT {Columns} FROM jobs WHERE account_id = @accountId AND number < @before ORDER BY number DESC LIMIT @limit",
                new { accountId, before, limit })).AsList(),
            cancellationToken);

    /// <summary>Jobs that are queued or were broken off, the oldest first.</summary>
    public Task<IReadOnlyList<Job>> UnfinishedAsync(CancellationToken cancellationToken)
        => database.ReadAsync<IReadOnlyList<Job>>(
            async connection => (await connection.QueryAsync<Job>($"SELECT {Columns} FROM jobs WHERE finished_at IS NULL ORDER BY number")).AsList(),
            cancellationToken);

    /// <summary>Whether there is such a job, of any account.</summary>
    public Task<bool> IsKnownAsync(string id, CancellationToken cancellationToken)
        => database.ReadAsync(
            connection => connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM jobs WHERE id = @id)", new { id }), cancellationToken);

    /// <summary>Takes a job up: whoever had it before can neither move nor end it any more.</summary>
    /// <returns>The job as it is then; null where it has ended, or somebody else has taken it up meanwhile.</returns>
    public Task<Job?> StartAsync(Job job, CancellationToken cancellationToken)
        => database.WriteAsync(
            scope => scope.FirstOrDefaultAsync<Job>(
                $"""
                UPDATE jobs SET state = 'running', term = term + 1, started_at = COALESCE(started_at, @now)
                WHERE number = @Number AND term = @Term AND finished_at IS NULL RETURNING {Columns}
                """,
                new { job.Number, job.Term, now = Now() }),
            cancellationToken);

    /// <summary>
    /// Moves a job on, in the transaction that does the rows. Where it is not to go on (it was cancelled, or another process
    /// has moved it), the caller takes the transaction back.
    /// </summary>
    /// <param name="scope">The transaction.</param>
    /// <param name="before">As the caller knows the job.</param>
    /// <param name="after">As it is with these rows.</param>
    /// <returns>Whether it goes on.</returns>
    public static async Task<bool> AdvanceAsync(WriteScope scope, Job before, Job after)
        => await scope.ExecuteAsync(
            """
            UPDATE jobs SET rows_done = @RowsDone, created = @Created, updated = @Updated, skipped = @Skipped, failed = @Failed,
                            bytes_done = @BytesDone, result_length = @ResultLength
            WHERE number = @Number AND term = @Term AND state = 'running' AND rows_done = @RowsBefore
            """,
            new
            {
                after.Number,
                before.Term,
                after.RowsDone,
                after.Created,
                after.Updated,
                after.Skipped,
                after.Failed,
                after.BytesDone,
                after.ResultLength,
                RowsBefore = before.RowsDone,
            }) == 1;

    /// <summary>Ends a job that has not ended; how it stands then is the answer, or null where there is no such job.</summary>
    public Task<Job?> CancelAsync(long accountId, string id, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "UPDATE jobs SET state = 'cancelled', finished_at = @now WHERE id = @id AND account_id = @accountId AND finished_at IS NULL",
                    new { id, accountId, now = Now() });
                return await scope.FirstOrDefaultAsync<Job>($"SELECT {Columns} FROM jobs WHERE id = @id AND account_id = @accountId", new { id, accountId });
            },
            cancellationToken);

    /// <summary>Ends a job.</summary>
    /// <param name="job">The job, unless somebody has cancelled it, or taken it up since.</param>
    /// <param name="error">Why it failed; null where it is complete.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>Whether this ended it.</returns>
    public Task<bool> FinishAsync(Job job, string? error, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => await scope.ExecuteAsync(
                """
                UPDATE jobs SET state = @state, error = @error, finished_at = @now,
                                bytes_done = CASE WHEN @state = 'completed' THEN bytes_total ELSE bytes_done END
                WHERE number = @Number AND term = @Term AND finished_at IS NULL
                """,
                new { job.Number, job.Term, state = error is null ? JobState.Completed : JobState.Failed, error, now = Now() }) == 1,
            cancellationToken);

    /// <summary>Forgets jobs that ended before a time.</summary>
    /// <returns>Their ids.</returns>
    public Task<List<string>> DeleteFinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
        => database.WriteAsync(
            async scope => (await scope.QueryAsync<string>(
                "DELETE FROM jobs WHERE finished_at < @before RETURNING id", new { before = before.ToUnixTimeMilliseconds() })).AsList(),
            cancellationToken);

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
