using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Jobs;

/// <summary><c>/jobs</c>: how work stands that outlives its request.</summary>
internal static class JobEndpoints
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/jobs").WithTags("Jobs");

        jobs.MapGet("/", List).Describe(JobOperations.List).RequireScope(Scope.LinksRead);
        jobs.MapGet("/{id}", Get).Describe(JobOperations.Get).RequireScope(Scope.LinksRead);
        jobs.MapGet("/{id}/result", Result).Describe(JobOperations.Result).RequireScope(Scope.LinksRead);
        jobs.MapPost("/{id}/cancel", Cancel).Describe(JobOperations.Cancel).RequireScope(Scope.LinksWrite);
    }

    internal static async Task<Results<JsonHttpResult<JobPage>, ProblemResult>> List(HttpContext context, Caller caller, JobStore jobs)
    {
        var errors = new FieldErrors();
        var limit = Number(context, "limit", DefaultLimit, MaxLimit, $"must be a whole number from 1 to {MaxLimit}.", errors);
        var before = Number(context, "cursor", long.MaxValue, long.MaxValue, "is not a cursor of this list; use nextCursor of the page before.", errors);
        if (errors.Any)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var found = await jobs.ListAsync(caller.AccountId, before, (int)limit + 1, context.RequestAborted);
        var next = found.Count > limit ? found[(int)limit - 1].Number.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Json(new JobPage([.. found.Take((int)limit).Select(JobResponse.From)], next), JobJson.Relaxed.JobPage);
    }

    internal static async Task<Results<JsonHttpResult<JobResponse>, ProblemResult>> Get(HttpContext context, Caller caller, string id, JobStore jobs)
        => Answer(await jobs.FindAsync(caller.AccountId, id, context.RequestAborted), id);

    internal static async Task<Results<JsonHttpResult<JobResponse>, ProblemResult>> Cancel(HttpContext context, Caller caller, string id, JobStore jobs)
        => Answer(await jobs.CancelAsync(caller.AccountId, id, context.RequestAborted), id);

    internal static async Task<Results<JobResultResult, ProblemResult>> Result(HttpContext context, Caller caller, string id, JobStore jobs, JobFiles files)
        => await jobs.FindAsync(caller.AccountId, id, context.RequestAborted) is { } job
            ? new JobResultResult(job, files)
            : new ProblemResult(NotFound(id));

    private static Results<JsonHttpResult<JobResponse>, ProblemResult> Answer(Job? job, string id)
        => job is null ? new ProblemResult(NotFound(id)) : TypedResults.Json(JobResponse.From(job), JobJson.Relaxed.JobResponse);

    private static Problem NotFound(string id) => KnownProblems.NotFound($"This account has no job {id}.");

    private static long Number(HttpContext context, string name, long otherwise, long max, string error, FieldErrors errors)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
        {
            return otherwise;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        errors.Add(name, error);
        return otherwise;
    }
}
