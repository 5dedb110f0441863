using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Json;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;
using OneLink.Admin.Stats;
using OneLink.Analytics.Client;

namespace OneLink.Admin.Opens;

/// <summary><c>POST /open</c>: for apps, which keep no secret; browsers' pages may call it from anywhere.</summary>
internal static class OpenEndpoints
{
    private const string Path = "/open";
    private const string BearerPrefix = "Bearer ";
    private const int RetryAfterSeconds = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup(Path).WithTags("Open");

        open.MapPost("/", Open).Describe(OpenOperation.Open);
        open.MapMethods("/", [HttpMethods.Options], Preflight).ExcludeFromDescription();
    }

    internal static async Task<Results<JsonHttpResult<OpenResponse>, ProblemResult>> Open(
        HttpContext context, OpenVisitors visitors, OpenLimit limit, OpenMatcher matcher, StatsProblems unanswered)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.CacheControl = "no-store";
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (OpenRequest.Read(body.Root, BearerOf(context.Request), errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var visitor = visitors.Of(context, request.Platform);
            if (!limit.Admits(visitor.AddressNumber))
            {
                return new ProblemResult(KnownProblems.TooManyRequests("Too many openings from this address within a minute.", RetryAfterSeconds));
            }

            try
            {
                var outcome = await matcher.MatchAsync(request, visitor, context.RequestAborted);
                return outcome.Problem is { } refused ? new ProblemResult(refused) : TypedResults.Json(outcome.Response, OpenJson.Relaxed.OpenResponse);
            }
            catch (ClickHouseException failure)
            {
                return unanswered.Of(failure);
            }
        }
    }

    /// <summary>https://fetch.spec.whatwg.org/#cors-preflight-request.</summary>
    internal static NoContent Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlAllowMethods = "POST, OPTIONS";
        headers.AccessControlAllowHeaders = "Content-Type, Authorization";
        headers.AccessControlMaxAge = "86400";
        return TypedResults.NoContent();
    }

    private static string? BearerOf(HttpRequest request)
        => request.Headers.Authorization.ToString() is var value && value.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase)
            ? value[BearerPrefix.Length..].Trim()
            : null;
}
