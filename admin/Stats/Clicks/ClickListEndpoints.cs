using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats.Clicks;

/// <summary>
/// <c>GET /links/{slug}/clicks</c> of one link, <c>GET /clicks</c> of all links of the account: pages of JSON, newest
/// first, or with <c>format=csv</c> and <c>ndjson</c> everything at once.
/// </summary>
internal static class ClickListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/links/{slug}/clicks", OfLink).WithTags("Stats").RequireScope(Scope.StatsRead);
        routes.MapGet("/clicks", OfAccount).WithTags("Stats").RequireScope(Scope.StatsRead);
    }

    internal static async Task<IResult> OfLink(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links, ClickListAnswers answers, TimeProvider clock)
    {
        if (Read(context, StatsExtent.Link, clock, out var invalid) is not { } request)
        {
            return invalid;
        }

        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        return await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is { } link
            ? await answers.AnswerAsync(context, caller.AccountId, link, target.Domains, request)
            : new ProblemResult(target.NotFound());
    }

    internal static async Task<IResult> OfAccount(HttpContext context, Caller caller, DomainRepository domains, ClickListAnswers answers, TimeProvider clock)
        => Read(context, StatsExtent.Account, clock, out var invalid) is { } request
            ? await answers.AnswerAsync(
                context, caller.AccountId, link: null, await domains.OfAccountAsync(caller.AccountId, context.RequestAborted), request)
            : invalid;

    private static ClickListRequest? Read(HttpContext context, StatsExtent extent, TimeProvider clock, out ProblemResult invalid)
    {
        var errors = new FieldErrors();
        var request = ClickListRequest.Read(context.Request.Query, extent, context.Request.Headers.Accept.ToString(), clock.GetUtcNow(), errors);
        invalid = new ProblemResult(KnownProblems.InvalidFields(errors));
        return request;
    }
}
