using OneLink.Admin.Jobs;

namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/jobs</c>: those of all accounts.</summary>
internal static class JobEndpoints
{
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/jobs", List);
        console.MapPost("/jobs/{id}/cancel", Cancel);
        console.MapPost("/jobs/{id}/retry", Retry);
    }

    internal static async Task<IResult> List(HttpContext context, JobDesk desk, AccountNames names)
    {
        var query = new ListQuery(context.Request.Query, "account", "state");
        var (account, state, before) = (query.Number("account"), query.OneOf("state", JobState.All), query.Before);
        if (query.Errors.Any)
        {
            return ConsoleResults.Invalid(query.Errors);
        }

        var found = await desk.PageAsync(account, state, before, query.Limit + 1, context.RequestAborted);
        var called = await names.OfAsync(found.Select(job => job.AccountId), context.RequestAborted);
        return ConsoleResults.Json(
            context, Page<JobItem>.Of(found, query.Limit, job => job.Number, job => JobItem.Of(job, called.GetValueOrDefault(job.AccountId))), ConsoleJson.Relaxed.PageJobItem);
    }

    internal static async Task<IResult> Cancel(HttpContext context, string id, SuperAdminCaller caller, JobDesk desk, AccountNames names)
        => await ShowAsync(context, id, await desk.CancelAsync(caller.Actor, id, context.RequestAborted), names);

    internal static async Task<IResult> Retry(HttpContext context, string id, SuperAdminCaller caller, JobDesk desk, AccountNames names)
    {
        var job = await desk.RetryAsync(caller.Actor, id, context.RequestAborted);
        return job is { FinishedAt: not null }
            ? ConsoleResults.Invalid("id", "names a job that cannot go on: only one that failed or was stopped can, and only where it reads no file. Ask for it anew.")
            : await ShowAsync(context, id, job, names);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, string id, Job? job, AccountNames names)
        => job is null ? ConsoleResults.NotThere($"job {id}")
            : ConsoleResults.Json(context, JobItem.Of(job, (await names.OfAsync([job.AccountId], context.RequestAborted)).GetValueOrDefault(job.AccountId)), ConsoleJson.Relaxed.JobItem);
}
