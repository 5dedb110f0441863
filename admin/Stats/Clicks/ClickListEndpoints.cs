using OneLink.Admin.Access;
using OneLink.Admin.Links;
using OneLink.Admin.OpenApi;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>
/// <c>GET /links/{slug}/clicks</c> of one link, <c>GET /clicks</c> of all links of the account: pages of JSON, newest
/// first, or with <c>format=csv</c> and <c>ndjson</c> everything at once. <c>GET /clicks/orphans</c> lists in the same way
/// what came to the account's domains and led to no link.
/// </summary>
internal static class ClickListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/links/{slug}/clicks", OfLink).Describe(ClickOperations.OfLink).WithTags("Stats").RequireScope(Scope.StatsRead);
        routes.MapGet("/clicks", OfAccount).Describe(ClickOperations.OfAccount).WithTags("Stats").RequireScope(Scope.StatsRead);
        routes.MapGet("/clicks/orphans", Orphans).Describe(ClickOperations.Orphans).WithTags("Stats").RequireScope(Scope.StatsRead);
    }

    internal static Task<IResult> OfLink(HttpContext context, Caller caller, LinkReference reference, ClickListAnswers answers, TimeProvider clock)
        => AnswerAsync(context, caller, reference, answers, clock);

    internal static Task<IResult> OfAccount(HttpContext context, Caller caller, ClickListAnswers answers, TimeProvider clock)
        => AnswerAsync(context, caller, reference: null, answers, clock);

    internal static Task<IResult> Orphans(HttpContext context, Caller caller, ClickListAnswers answers, TimeProvider clock)
        => StatsTarget.AnswerAsync(
            context,
            caller,
            reference: null,
            (_, errors) => ClickListRequest.ReadOrphans(context.Request.Query, context.Request.Headers.Accept.ToString(), clock.GetUtcNow(), errors),
            (target, request) => answers.AnswerAsync(context, target, request));

    private static Task<IResult> AnswerAsync(HttpContext context, Caller caller, LinkReference? reference, ClickListAnswers answers, TimeProvider clock)
        => StatsTarget.AnswerAsync(
            context,
            caller,
            reference,
            (extent, errors) => ClickListRequest.Read(context.Request.Query, extent, context.Request.Headers.Accept.ToString(), clock.GetUtcNow(), errors),
            (target, request) => answers.AnswerAsync(context, target, request));
}
