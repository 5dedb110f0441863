using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Jobs;

/// <summary>What the API description says of <see cref="JobEndpoints"/>.</summary>
internal static class JobOperations
{
    private static readonly Problem NotFound = KnownProblems.NotFound("This account has no job job_1a2B3c4D5e6F7g8H.");

    private static readonly ApiParameter Id = ApiParameter.Path("id", ApiType.Text().Like("job_1a2B3c4D5e6F7g8H"), "Of the job.");

    public static ApiObject Answered { get; } = ApiObject.Answered(
        "Job",
        "Work that goes on after its request was answered.",
        new("id", ApiType.Text().Like("job_1a2B3c4D5e6F7g8H"), "Of the job."),
        new("kind", ApiType.Text().Like("link-import"), "What is done."),
        new("state", ApiType.OneOf(JobState.All), "`completed`: every row was looked at, and some may have failed. `failed` and `cancelled`: what was done until then stays."),
        new(
            "progress",
            ApiType.Of(ApiObject.Answered(
                "JobProgress",
                "How far it is.",
                new("rows", ApiType.Count, "Rows done."),
                new("bytes", ApiType.Count, "Bytes of the file read for them."),
                new("totalBytes", ApiType.Count, "Bytes of the file."),
                new("percent", ApiType.Integer(0, 100), "The same as a share."))),
            "How far it is."),
        new(
            "counts",
            ApiType.Of(ApiObject.Answered(
                "JobCounts",
                "What became of the rows done.",
                new("created", ApiType.Count, "New."),
                new("updated", ApiType.Count, "There before, and changed."),
                new("skipped", ApiType.Count, "There before, and left alone."),
                new("failed", ApiType.Count, "Refused; the result file says why."))),
            "What became of the rows done."),
        new("request", ApiType.FreeObject, "What was asked for."),
        new("error", ApiType.Text().OrNull(), "Why it failed."),
        new("resultUrl", ApiType.Text().Like("/jobs/job_1a2B3c4D5e6F7g8H/result"), "Path of a CSV file that tells of each row done what became of it."),
        new("createdAt", ApiType.Time, "When it was asked for."),
        new("startedAt", ApiType.Time.OrNull(), "When it began."),
        new("finishedAt", ApiType.Time.OrNull(), "When it ended. A month later it is forgotten."));

    private static readonly ApiAnswer Job = ApiAnswer.Json(StatusCodes.Status200OK, "The job.", Answered);

    public static ApiOperation List { get; } = new("listJobs", "List jobs", "The newest first.")
    {
        Parameters = [PageParameters.Limit(JobEndpoints.DefaultLimit, JobEndpoints.MaxLimit), PageParameters.Cursor],
        Answers =
        [
            ApiAnswer.Json(StatusCodes.Status200OK, "A page.", ApiObject.Answered(
                "JobPage",
                "A page of jobs.",
                new("data", ApiType.ListOf(ApiType.Of(Answered)), "The jobs."),
                new("nextCursor", ApiType.Text().OrNull(), "Send it as `cursor` for the next page; null on the last."))),
        ],
        Problems = [CommonProblems.Invalid("limit", "must be a whole number from 1 to 1000.")],
    };

    public static ApiOperation Get { get; } = new("getJob", "Read a job", "How it stands now. Ask again until `finishedAt` is set.")
    {
        Parameters = [Id],
        Answers = [Job],
        Problems = [NotFound],
    };

    public static ApiOperation Result { get; } = new(
        "getJobResult",
        "What became of each row",
        "CSV with the columns `row` (1 is the first below a header), `result`, `id`, `shortUrl` and `reason`. While the job runs it tells of the rows done so far.")
    {
        Parameters = [Id],
        Answers = [ApiAnswer.Nothing(StatusCodes.Status200OK, "The file.").As("text/csv", ApiType.Text())],
        Problems = [NotFound],
    };

    public static ApiOperation Cancel { get; } = new(
        "cancelJob", "Stop a job", "Once this is answered no further row is done; what was done stays. A job that has ended is left as it is.")
    {
        Parameters = [Id],
        Answers = [Job],
        Problems = [NotFound],
    };
}
