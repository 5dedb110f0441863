using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using OneLink.Admin.Access;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Problems;

namespace OneLink.Admin.Audit;

/// <summary><c>GET /audit</c>: every change of the account's things, newest first.</summary>
internal static class AuditEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/audit", List).Describe(AuditOperation.List).WithTags("Audit").RequireScope(Scope.KeysWrite);

    internal static async Task<Results<JsonHttpResult<AuditPage>, ProblemResult>> List(HttpContext context, Caller caller, AuditListing listing)
    {
        var errors = new FieldErrors();
        if (AuditQuery.Read(context.Request.Query, errors) is not { } query)
        {
            return new ProblemResult(KnownProblems.InvalidFields(errors));
        }

        var rows = await listing.ReadAsync(caller.AccountId, query, context.RequestAborted);
        var next = rows.Count > query.Limit ? rows[query.Limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Json(new AuditPage([.. rows.Take(query.Limit).Select(AuditResponse.From)], next), AuditJson.Relaxed.AuditPage);
    }
}
