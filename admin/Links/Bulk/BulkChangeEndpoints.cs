using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Hosting;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Json;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Links.Bulk;

/// <summary><c>POST /links/bulk-update</c> and <c>POST /links/bulk-delete</c>.</summary>
internal static class BulkChangeEndpoints
{
    internal static Task<Results<JsonHttpResult<BulkUpdateResponse>, ProblemResult>> Update(
        HttpContext context, Caller caller, DomainRepository domains, BulkSelector selector, BulkChanges changes, IdempotentWrites writes)
        => ChangeAsync(context, caller, domains, selector, writes, isUpdate: true, async (scope, request, target, selection) =>
        {
            var results = await changes.UpdateAsync(scope, caller.Actor, selection, request.Patch!, target, context.RequestAborted);
            return TypedResults.Json(BulkUpdateResponse.Of(results, selection.NextCursor), LinksJson.Relaxed.BulkUpdateResponse);
        });

    internal static Task<Results<JsonHttpResult<BulkDeleteResponse>, ProblemResult>> Delete(
        HttpContext context, Caller caller, DomainRepository domains, BulkSelector selector, BulkChanges changes, IdempotentWrites writes)
        => ChangeAsync(context, caller, domains, selector, writes, isUpdate: false, async (scope, _, target, selection) =>
        {
            var results = await changes.DeleteAsync(scope, caller.Actor, selection, target, context.RequestAborted);
            return TypedResults.Json(BulkDeleteResponse.Of(results, selection.NextCursor), LinksJson.Relaxed.BulkDeleteResponse);
        });

    private static async Task<Results<JsonHttpResult<TResponse>, ProblemResult>> ChangeAsync<TResponse>(
        HttpContext context,
        Caller caller,
        DomainRepository domains,
        BulkSelector selector,
        IdempotentWrites writes,
        bool isUpdate,
        Func<WriteScope?, BulkChangeRequest, LinkTarget, BulkSelection, Task<JsonHttpResult<TResponse>>> change)
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

            var selection = (await selector.SelectAsync(caller.AccountId, request, context.RequestAborted)) with { Condition = IfMatch.Of(context.Request) };
            return IdempotentWrites.IsKeyed(context)
                ? await writes.WriteAsync(context, scope => change(scope, request, target, selection))
                : await change(null, request, target, selection);
        }
    }
}
