using OneLink.Admin.Audit;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.SuperAdmin;

/// <summary>A job of any account.</summary>
/// <param name="Id"><c>job_…</c>.</param>
/// <param name="Kind">What is done.</param>
/// <param name="State">One of <see cref="JobState.All"/>.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="RequestId">The request that did; null where none did.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Counts">What became of the rows.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When its first row was done.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="CanCancel">Whether it goes on.</param>
/// <param name="CanRetry">See <see cref="JobDesk.CanRetry"/>.</param>
internal sealed record JobItem(
    string Id,
    string Kind,
    string State,
    AccountName Account,
    AuditActor Actor,
    string? RequestId,
    JobProgress Progress,
    JobCounts Counts,
    string? Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    bool CanCancel,
    bool CanRetry)
{
    public static JobItem Of(Job job, string? accountName) => new(
        job.Id,
        job.Kind,
        job.State,
        new AccountName(job.AccountId, accountName),
        new AuditActor(job.ActorKind, job.ActorId.Length == 0 ? null : job.ActorId, job.ActorName),
        job.RequestId,
        new JobProgress(job.RowsDone, job.BytesDone, job.BytesTotal),
        new JobCounts(job.Created, job.Updated, job.Skipped, job.Failed),
        job.Error,
        ConsoleTime.Of(job.CreatedAt),
        ConsoleTime.Of(job.StartedAt),
        ConsoleTime.Of(job.FinishedAt),
        job.FinishedAt is null,
        JobDesk.CanRetry(job));
}
