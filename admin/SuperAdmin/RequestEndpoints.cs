namespace OneLink.Admin.SuperAdmin;

/// <summary><c>/requests/{id}</c>: what became of a request that somebody asks about.</summary>
internal static class RequestEndpoints
{
    /// <summary>More of one request is of no use to a reader.</summary>
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder console) => console.MapGet("/requests/{id}", Get);

    internal static async Task<IResult> Get(HttpContext context, string id, AuditTrail trail, JobDesk jobs, RequestDeliveries deliveries, RequestLog log, AccountNames names)
    {
        if (!RequestLog.IsId(id))
        {
            return ConsoleResults.Invalid("id", "must be the X-Request-Id of an answer, such as req_4b1f0c2a9d3e5f6071829304.");
        }

        var changed = await trail.PageAsync(new TrailFilter(null, null, null, id, null, null), cursor: null, Most, context.RequestAborted);
        var begun = await jobs.OfRequestAsync(id, Most, context.RequestAborted);
        var called = await names.OfAsync(begun.Select(job => job.AccountId), context.RequestAborted);
        return ConsoleResults.Json(
            context,
            new RequestTrace(
                id,
                await AuditTrailEndpoints.ShowAsync(changed, names, context.RequestAborted),
                [.. begun.Select(job => JobItem.Of(job, called.GetValueOrDefault(job.AccountId)))],
                await deliveries.OfAsync(id, Most, context.RequestAborted),
                await log.ReadAsync(id, context.RequestAborted)),
            ConsoleJson.Relaxed.RequestTrace);
    }
}
