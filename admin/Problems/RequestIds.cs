using System.Security.Cryptography;
using OneLink.Admin.Hosting;

namespace OneLink.Admin.Problems;

/// <summary>An id of our own for each request: in <c>X-Request-Id</c>, in problems and in the logs, ClickHouse's as well.</summary>
internal static class RequestIds
{
    private const int RandomBytes = 12;

    public static Task AssignAsync(HttpContext context, RequestDelegate next)
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        var id = "req_" + Convert.ToHexStringLower(random);
        context.TraceIdentifier = id;
        CurrentRequest.Id = id;

        // Set again as the answer starts: the exception handler clears headers.
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            response.Headers["X-Request-Id"] = response.HttpContext.TraceIdentifier;
            return Task.CompletedTask;
        }, context);

        return next(context);
    }
}
