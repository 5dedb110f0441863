using Microsoft.AspNetCore.Http.Features;

namespace OneLink.Edge.FastLane;

/// <summary>
/// Ends a connection that was handed over with its next answer, so that the client's next one is in the fast lane again.
/// Not where that would be wrong (HTTP/2 has no such header) or dear (TLS, which Kestrel ends, is never in the fast lane).
/// </summary>
internal static class HandedOverConnections
{
    public static void UseHandedOverConnections(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<ITlsConnectionFeature>() is null)
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    });
}
