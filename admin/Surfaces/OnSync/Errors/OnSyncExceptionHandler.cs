using Microsoft.AspNetCore.Diagnostics;
using OneLink.Admin.Database;

namespace OneLink.Admin.Surfaces.OnSync.Errors;

/// <summary>Exceptions behind this API: requests that cannot be read, bugs, and a database that is away.</summary>
internal sealed partial class OnSyncExceptionHandler(ILogger<OnSyncExceptionHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!OnSyncSurface.Contains(httpContext.Request.Path))
        {
            return false;
        }

        var error = exception switch
        {
            BadHttpRequestException bad => OnSyncError.OfStatus(bad.StatusCode, bad.Message),
            _ when DatabaseFailure.IsOutside(exception)
                => OnSyncError.OfStatus(StatusCodes.Status503ServiceUnavailable) with { RetryAfterSeconds = RetryAfterSeconds },
            _ => OnSyncError.OfStatus(StatusCodes.Status500InternalServerError, "Something went wrong here. Tell us the requestId."),
        };
        if (error.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            LogFailed(exception, httpContext.TraceIdentifier, httpContext.Request.Method, httpContext.Request.Path);
        }

        await new OnSyncErrorResult(error).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(EventId = 6101, Level = LogLevel.Error, Message = "{RequestId} failed: {Method} {Path}")]
    private partial void LogFailed(Exception exception, string requestId, string method, string path);
}
