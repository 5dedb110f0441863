namespace OneLink.Admin.Surfaces.Application.Conversations;

/// <summary>200 with <c>null</c> as its JSON body.</summary>
internal sealed class JsonNull : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return httpContext.Response.WriteAsync("null");
    }
}
