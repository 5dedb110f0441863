using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Stats;

/// <summary><c>GET /links/{slug}/stats</c> of one link, <c>GET /stats</c> of all links of the account.</summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/links/{slug}/stats", OfLink).WithTags("Stats").RequireScope(Scope.StatsRead);
        routes.MapGet("/stats", OfAccount).WithTags("Stats").RequireScope(Scope.StatsRead);
    }

    internal static async Task<IResult> OfLink(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links, StatsAnswers answers, TimeProvider clock)
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

    internal static async Task<IResult> OfAccount(HttpContext context, Caller caller, DomainRepository domains, StatsAnswers answers, TimeProvider clock)
        => Read(context, StatsExtent.Account, clock, out var invalid) is { } request
            ? await answers.AnswerAsync(
                context, caller.AccountId, link: null, await domains.OfAccountAsync(caller.AccountId, context.RequestAborted), request)
            : invalid;

    /// <summary>The query, with all its errors together.</summary>
    private static StatsRequest? Read(HttpContext context, StatsExtent extent, TimeProvider clock, out ProblemResult invalid)
    {
        var errors = new FieldErrors();
        var request = StatsRequestReader.Read(context.Request.Query, extent, context.Request.Headers.Accept.ToString(), clock.GetUtcNow(), errors);
        invalid = new ProblemResult(KnownProblems.InvalidFields(errors));
        return request;
    }
}
