using Microsoft.AspNetCore.Diagnostics;
using OneLink.Admin.Database;
using OneLink.Admin.Json;

namespace OneLink.Admin.Problems;

/// <summary>The last resort: exceptions are bugs or broken surroundings, and the caller learns only the request id.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => KnownProblems.TooLarge("No body here may be this large."),
            NulTextException refused => NulText.ProblemOf(refused.Field),
            BadHttpRequestException bad => KnownProblems.BadRequest(bad.Message) with { Status = bad.StatusCode },
            DatabaseUnavailableException { IsOutcomeUnknown: true } => KnownProblems.OutcomeUnknown(),
            _ when DatabaseFailure.IsOutside(exception) => KnownProblems.Unavailable(),
            _ => KnownProblems.Internal(),
        };

        if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFailed(exception, httpContext.Request.Method, httpContext.Request.Path);
        }

        await new ProblemResult(problem).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "Failed: {Method} {Path}")]
    private partial void LogFailed(Exception exception, string method, string path);
}
