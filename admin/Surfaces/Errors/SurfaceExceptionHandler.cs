using Microsoft.AspNetCore.Diagnostics;
using OneLink.Admin.Database;
using OneLink.Admin.Json;

namespace OneLink.Admin.Surfaces.Errors;

/// <summary>Exceptions on these surfaces: requests that cannot be read, bugs, and a database that is away.</summary>
internal sealed partial class SurfaceExceptionHandler(ILogger<SurfaceExceptionHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!SurfacePaths.Contains(httpContext.Request.Path))
        {
            return false;
        }

        var error = exception switch
        {
            NulTextException refused => ApiError.Unprocessable(refused.Message),
            BadHttpRequestException bad => ApiError.Framework(bad.StatusCode),
            _ when DatabaseFailure.IsOutside(exception)
                => ApiError.Framework(StatusCodes.Status503ServiceUnavailable) with { RetryAfterSeconds = RetryAfterSeconds },
            _ => ApiError.Framework(StatusCodes.Status500InternalServerError),
        };
        if (error.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await new ApiErrorResult(error).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(EventId = 6001, Level = LogLevel.Error, Message = "Failed: {Method} {Path}")]
    private partial void LogFailed(Exception exception, string method, string path);
}
