using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace OneLink.Admin.Surfaces.Application;

/// <summary><c>GET /api</c>: by which clients see, without a token, that they have the right address.</summary>
internal static class ProbeEndpoint
{
    /// <summary>The upstream version whose API this is: clients choose what they send by it.</summary>
    private const string ApiVersion = "4.13.0";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api", Probe);

    internal static JsonHttpResult<ProbeResponse> Probe(TimeProvider clock) => TypedResults.Json(
        new ProbeResponse(ApiVersion, clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), "ok", "ok"),
        ApplicationJson.Relaxed.ProbeResponse);
}
