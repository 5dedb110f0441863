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
        app.UseStatusCodePages(static pages => AnswersOptions(pages.HttpContext) || StatusProblem(pages.HttpContext) is not { } problem
            ? Task.CompletedTask
            : new ProblemResult(problem).ExecuteAsync(pages.HttpContext));
    }

    /// <summary>Completes what routing says is allowed, which is all that OPTIONS asks for.</summary>
    private static bool AnswersOptions(HttpContext context)
    {
        var response = context.Response;
        if (response.StatusCode != StatusCodes.Status405MethodNotAllowed)
        {
            return false;
        }

        var allowed = response.Headers.Allow.ToString();
        response.Headers.Allow = allowed.Replace(HttpMethods.Get, $"{HttpMethods.Get}, {HttpMethods.Head}", StringComparison.Ordinal) + $", {HttpMethods.Options}";
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return false;
        }

        response.StatusCode = StatusCodes.Status204NoContent;
        return true;
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
