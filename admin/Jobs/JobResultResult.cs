namespace OneLink.Admin.Jobs;

/// <summary>Sends what became of the rows so far.</summary>
internal sealed class JobResultResult(Job job, JobFiles files) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{job.Id}.csv\"";
        response.ContentLength = job.ResultLength;
        return files.SendResultAsync(job, response, httpContext.RequestAborted);
    }
}
