using System.Text.Json;

namespace OneLink.Admin.Jobs;

/// <summary>A job as the API shows it.</summary>
/// <param name="Id"><c>job_…</c>.</param>
/// <param name="Kind">What is done.</param>
/// <param name="State">One of <see cref="JobState.All"/>.</param>
/// <param name="Progress">How far it is.</param>
/// <param name="Counts">What became of the rows.</param>
/// <param name="Request">What was asked for.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="ResultUrl">Path of the file that tells of each row what became of it.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="StartedAt">When its first row was done.</param>
/// <param name="FinishedAt">When it ended.</param>
internal sealed record JobResponse(
    string Id,
    string Kind,
    string State,
    JobProgress Progress,
    JobCounts Counts,
    JsonElement Request,
    string? Error,
    string ResultUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt)
{
    public static JobResponse From(Job job) => new(
        job.Id,
        job.Kind,
        job.State,
        new JobProgress(job.RowsDone, job.BytesDone, job.BytesTotal),
        new JobCounts(job.Created, job.Updated, job.Skipped, job.Failed),
        JsonElement.Parse(job.Request),
        job.Error,
        $"/jobs/{job.Id}/result",
        DateTimeOffset.FromUnixTimeMilliseconds(job.CreatedAt),
        Time(job.StartedAt),
        Time(job.FinishedAt));

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
}
