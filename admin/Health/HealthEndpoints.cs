using Microsoft.AspNetCore.Http.HttpResults;

namespace OneLink.Admin.Health;

internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("").ExcludeFromDescription();

        health.MapGet("/healthz", Alive);
        health.MapGet("/readyz", Ready);
        health.MapGet("/metrics", Metrics);
    }

    internal static JsonHttpResult<ReadinessResponse> Alive() => TypedResults.Json(new ReadinessResponse("ok", new Dictionary<string, string>(StringComparer.Ordinal)), HealthJson.Default.ReadinessResponse);

    internal static async Task<JsonHttpResult<ReadinessResponse>> Ready(HttpContext context, Readiness readiness)
    {
        var reasons = await readiness.ReasonsAsync(context.RequestAborted);
        return TypedResults.Json(
            new ReadinessResponse(reasons.Count == 0 ? "ready" : "not ready", reasons) { Analytics = readiness.Analytics ?? "ready", Redis = readiness.Redis },
            HealthJson.Default.ReadinessResponse,
            statusCode: reasons.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    internal static ContentHttpResult Metrics(MetricsRegistry metrics) => TypedResults.Text(metrics.ToPrometheusText(), "text/plain; version=0.0.4");
}
