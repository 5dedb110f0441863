using OneLink.Admin.Access;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Stats;

/// <summary><c>GET /links/{slug}/stats</c> of one link, <c>GET /stats</c> of all links of the account.</summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/links/{slug}/stats", OfLink).Describe(StatsOperations.OfLink).WithTags("Stats").RequireScope(Scope.StatsRead);
        routes.MapGet("/stats", OfAccount).Describe(StatsOperations.OfAccount).WithTags("Stats").RequireScope(Scope.StatsRead);
    }

    internal static Task<IResult> OfLink(HttpContext context, Caller caller, LinkReference reference, StatsAnswers answers, TimeProvider clock)
        => AnswerAsync(context, caller, reference, answers, clock);

    internal static Task<IResult> OfAccount(HttpContext context, Caller caller, StatsAnswers answers, TimeProvider clock)
        => AnswerAsync(context, caller, reference: null, answers, clock);

    private static Task<IResult> AnswerAsync(HttpContext context, Caller caller, LinkReference? reference, StatsAnswers answers, TimeProvider clock)
        => StatsTarget.AnswerAsync(
            context,
            caller,
            reference,
            (extent, errors) => StatsRequestReader.Read(context.Request.Query, extent, context.Request.Headers.Accept.ToString(), clock.GetUtcNow(), errors),
            (target, request) => answers.AnswerAsync(context, target, request));
}
