using OneLink.Edge.Redirects;

namespace OneLink.Edge.Health;

/// <summary><c>GET /_store/digest</c> (docs/operations/edges.md).</summary>
internal static class DigestEndpoint
{
    public static void MapDigest(this IEndpointRouteBuilder routes) => routes.MapGet(ManagementPath.Digest, Write);

    internal static async Task Write(HttpContext context, StoreInspection inspection)
    {
        if (!inspection.Admits(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"OneLink edges\"";
            return;
        }

        await context.Response.WriteAsJsonAsync(await inspection.DigestAsync(context.RequestAborted), HealthJson.Default.DigestReport);
    }
}
