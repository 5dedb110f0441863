namespace OneLink.Admin.Surfaces.Application;

/// <summary>404 with no body at all, where upstream sends none.</summary>
internal sealed class EmptyNotFound : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status404NotFound;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status404NotFound;

        // A body that has begun, if only with nothing, is what keeps the pages of statuses from writing one.
        return httpContext.Response.StartAsync();
    }
}
