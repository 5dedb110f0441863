namespace OneLink.Admin.Jobs;

/// <summary>Sends what became of the rows so far.</summary>
internal sealed class JobResultResult(Job job, string path) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{job.Id}.csv\"";
        response.ContentLength = job.ResultLength;
        if (job.ResultLength > 0)
        {
            // What is behind that length belongs to rows that are being done.
            await response.SendFileAsync(path, 0, job.ResultLength, httpContext.RequestAborted);
        }
    }
}
