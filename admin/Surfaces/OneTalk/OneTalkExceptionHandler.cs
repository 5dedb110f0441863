using Microsoft.AspNetCore.Diagnostics;
using OneLink.Admin.Database;

namespace OneLink.Admin.Surfaces.OneTalk;

/// <summary>Exceptions behind this API: bugs, and a database that is away.</summary>
internal sealed partial class OneTalkExceptionHandler(ILogger<OneTalkExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (!OneTalkSurface.Contains(httpContext.Request.Path))
        {
            return false;
        }

        LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        await (DatabaseFailure.IsOutside(exception) ? OneTalkResult.Unavailable() : OneTalkResult.Broken()).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(EventId = 6201, Level = LogLevel.Error, Message = "Failed: {Method} {Path}")]
    private partial void LogFailed(Exception exception, string method, string path);
}
