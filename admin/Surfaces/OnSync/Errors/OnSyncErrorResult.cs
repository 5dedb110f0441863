using System.Globalization;

namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>Answers with an error.</summary>
internal sealed class OnSyncErrorResult(OnSyncError error) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => error.StatusCode;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (error.RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return new OnSyncResult<OnSyncErrorAnswer>(new OnSyncErrorAnswer(error.Body) { TemplateWindowStatus = error.TemplateWindowStatus }, OnSyncJson.Relaxed.OnSyncErrorAnswer, error.StatusCode).ExecuteAsync(httpContext);
    }
}
