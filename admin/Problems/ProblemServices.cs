namespace OneLink.Admin.Problems;

internal static class ProblemServices
{
    public static void AddProblems(this IServiceCollection services)
        => services.AddExceptionHandler<ProblemExceptionHandler>();

    /// <summary>Puts a request id on every answer and a problem body on every failure that has none.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.Use(RequestIds.AssignAsync);
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = static _ => Task.CompletedTask, AllowStatusCode404Response = true });
        app.UseStatusCodePages(static pages => StatusProblem(pages.HttpContext) is { } problem
            ? new ProblemResult(problem).ExecuteAsync(pages.HttpContext)
            : Task.CompletedTask);
    }

    /// <summary>What routing answers by itself, with a bare status.</summary>
    private static Problem? StatusProblem(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => KnownProblems.NotFound($"There is nothing at {context.Request.Path}."),
        StatusCodes.Status405MethodNotAllowed => KnownProblems.MethodNotAllowed(),
        StatusCodes.Status415UnsupportedMediaType => KnownProblems.UnsupportedMediaType("Send application/json."),
        StatusCodes.Status400BadRequest => KnownProblems.BadRequest("The request line, the headers or the query cannot be read."),
        _ => null,
    };
}
