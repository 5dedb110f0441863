using System.Diagnostics;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Links;
using OneLink.Admin.Problems;
using OneLink.Analytics.Client;
using OneLink.Analytics.Queries;

namespace OneLink.Admin.Stats;

/// <summary>
/// <c>GET /links/{slug}/stats</c>:
/// 1. the query is read, with all its errors together;
/// 2. the link is found within the caller's account, whose id bounds every row that ClickHouse reads;
/// 3. <c>period=all</c> becomes a range;
/// 4. one statement answers the whole question, so that all numbers are of one moment;
/// 5. the answer is written in the shape and format asked for.
/// </summary>
internal static class StatsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var stats = routes.MapGroup("/links/{slug}").WithTags("Stats");

        stats.MapGet("/stats", OfLink).RequireScope(Scope.StatsRead);
    }

    internal static async Task<IResult> OfLink(
        HttpContext context,
        Caller caller,
        LinkReference reference,
        DomainRepository domains,
        LinkStore links,
        ClickStats clicks,
        StatsProblems problems,
        TimeProvider clock)
    {
        // 1.
        var now = clock.GetUtcNow();
        var errors = new FieldErrors();
        if (StatsRequestReader.Read(context.Request.Query, context.Request.Headers.Accept.ToString(), now, errors) is not { } request)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        // 2.
        var target = await LinkTarget.OfAsync(context, caller, reference, domains);
        if (await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is not { } link)
        {
            return new ProblemResult(target.NotFound());
        }

        try
        {
            // 3.
            if (request.Range.From is not { } from)
            {
                from = await FirstDayAsync(clicks, link, request.Range, context.RequestAborted);
                request.CheckPoints(from, errors);
                if (errors.Any)
                {
                    return new ProblemResult(KnownProblems.InvalidFields(errors));
                }
            }

            // 4. and 5.
            var question = request.Ask(link.AccountId, link.Id.Value, from);
            var subject = new StatsSubject(link.Slug, target.Domains.ById(link.DomainId).Authority, request, question, now);
            context.Response.Headers.CacheControl = "no-store";
            return request.Shape == StatsShape.Rows
                ? new TidyResult(TidyTable.RowsAsync(clicks, question, context.RequestAborted), Format(subject), problems)
                : TypedResults.Json(subject.Summarize(await clicks.AnswerAsync(question, context.RequestAborted)), StatsJson.Readable.StatsResponse);
        }
        catch (ClickHouseException failure)
        {
            return problems.Of(failure);
        }
    }

    /// <summary>The day of the first click or of the link's creation, whichever was first: imported clicks may be older than the link.</summary>
    private static async Task<DateTimeOffset> FirstDayAsync(ClickStats clicks, StoredLink link, StatsRange range, CancellationToken cancellationToken)
    {
        var first = await clicks.FirstAsync(checked((uint)link.AccountId), checked((ulong)link.Id.Value), cancellationToken);
        var start = first < link.CreatedAt ? first.Value : link.CreatedAt;
        return LocalDay.Start(LocalDay.Of(start < range.To ? start : range.To.AddTicks(-1), range.Zone), range.Zone);
    }

    private static ITidyFormat Format(StatsSubject subject) => subject.Request.Format switch
    {
        StatsFormat.Csv => new TidyCsv(subject),
        StatsFormat.Ndjson => new TidyNdjson(subject),
        StatsFormat.Json => new TidyJson(subject),
        _ => throw new UnreachableException(),
    };
}
