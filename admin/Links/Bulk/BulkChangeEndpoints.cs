using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary><c>POST /links/bulk-update</c> and <c>POST /links/bulk-delete</c>.</summary>
internal static class BulkChangeEndpoints
{
    internal static Task<Results<JsonHttpResult<BulkUpdateResponse>, ProblemResult>> Update(
        HttpContext context, Caller caller, DomainRepository domains, BulkSelector selector, BulkChanges changes)
        => ChangeAsync(context, caller, domains, selector, isUpdate: true, async (request, target, selection) =>
        {
            var results = await changes.UpdateAsync(
                caller.AccountId, selection, request.Patch!, target.Domains, target.Domain, context.RequestAborted);
            return TypedResults.Json(BulkUpdateResponse.Of(results, selection.NextCursor), LinksJson.Relaxed.BulkUpdateResponse);
        });

    internal static Task<Results<JsonHttpResult<BulkDeleteResponse>, ProblemResult>> Delete(
        HttpContext context, Caller caller, DomainRepository domains, BulkSelector selector, BulkChanges changes)
        => ChangeAsync(context, caller, domains, selector, isUpdate: false, async (_, target, selection) =>
        {
            var results = await changes.DeleteAsync(caller.AccountId, selection, target.Domain, context.RequestAborted);
            return TypedResults.Json(BulkDeleteResponse.Of(results, selection.NextCursor), LinksJson.Relaxed.BulkDeleteResponse);
        });

    private static async Task<Results<JsonHttpResult<TResponse>, ProblemResult>> ChangeAsync<TResponse>(
        HttpContext context,
        Caller caller,
        DomainRepository domains,
        BulkSelector selector,
        bool isUpdate,
        Func<BulkChangeRequest, LinkTarget, BulkSelection, Task<JsonHttpResult<TResponse>>> change)
    {
        var read = await JsonBodyReader.ReadAsync(context.Request, HostingServices.LargestBody, context.RequestAborted, bulkMember: "ids");
        if (!read.TryGet(out var body, out var problem))
        {
            return new ProblemResult(problem);
        }

        using (body)
        {
            var target = await LinkTarget.OfAsync(context, caller, LinkReference.Nothing, domains);
            var errors = new FieldErrors();
            if (BulkChangeRequest.Read(body.Root, target.Domains, isUpdate, errors) is not { } request)
            {
                return new ProblemResult(KnownProblems.InvalidFields(errors));
            }

            var selection = await selector.SelectAsync(caller.AccountId, request, context.RequestAborted);
            return await change(request, target, selection);
        }
    }
}
