using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Inboxes.Openings;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Test;

/// <summary><c>POST /links/{slug}/test</c>: what the edge would answer to a visit, and why. Changes and counts nothing.</summary>
internal static class LinkTestEndpoint
{
    internal static async Task<Results<JsonHttpResult<LinkTestResponse>, ProblemResult>> Test(
        HttpContext context, Caller caller, LinkReference reference, DomainRepository domains, LinkStore links, InboxOpenings openings, LinkTester tester)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, bulkLimit: 0, context.RequestAborted);
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var errors = new FieldErrors();
            if (LinkTestRequest.Read(body.Root, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var target = await LinkTarget.OfAsync(context, caller, reference, domains);
            if (await links.FindAsync(caller.AccountId, reference, target.Domain, context.RequestAborted) is not { } link)
            {
                return new ProblemResult(target.NotFound());
            }

            var inboxes = await openings.OfAsync(link.Content, context.RequestAborted);
            return TypedResults.Json(tester.Test(link, target.Domains.ById(link.DomainId), inboxes, request), LinkTestJson.Relaxed.LinkTestResponse);
        }
    }
}
