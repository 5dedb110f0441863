using OneLink.Admin.Problems;

namespace OneLink.Admin.Hosting;

/// <summary>
/// Answers HEAD as GET would be answered, without the body (RFC 9110 §9.3.2): routes name GET alone, and Kestrel, which
/// knows what was asked, sends no body.
/// </summary>
internal static class HeadRequests
{
    /// <summary>Before routing.</summary>
    public static Task AskAsGetAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Features.Set(new Asked());
        }

        return next(context);
    }

    /// <summary>Behind routing: a stream would be made for nobody, some for ever.</summary>
    public static Task RefuseStreamsAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<Asked>() is null || context.GetEndpoint()?.Metadata.GetMetadata<StreamedAnswer>() is null)
        {
            return next(context);
        }

        context.Response.Headers.Allow = HttpMethods.Get;
        return new ProblemResult(KnownProblems.MethodNotAllowed()).ExecuteAsync(context);
    }

    private sealed class Asked;
}
